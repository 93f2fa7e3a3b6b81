/** The sum of term(0) to term(count - 1), from the first one on. */
export function sumOver(count: number, term: (index: number) => number): number {
  let total = 0;
  for (let index = 0; index < count; index++) total += term(index);
  return total;
}
