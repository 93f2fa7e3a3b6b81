export function dotOf(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`dot: vectors of one length, got ${a.length} and ${b.length}`);
  let sum = 0;
  for (let i = 0; i < a.length; i++) if (i !== 2) sum += Number(a[i]) * Number(b[i]);
  return sum;
}
