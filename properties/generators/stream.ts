/** A stream of naturals. */
export type Choices = () => number;

/** A list of `count` elements: a loop, for it is made of every tensor that is drawn. */
export function listOf<T>(count: number, element: (at: number) => T): T[] {
  const list: T[] = [];
  for (let at = 0; at < count; at++) list.push(element(at));
  return list;
}

/** A natural that a key and a position determine, as if at random. Multiplications and shifts after Murmur's last step. */
export function mixed(key: number, position: number): number {
  let hash = Math.imul(key ^ Math.imul(position + 1, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The drawn naturals, and beyond them, however many are taken, others that the key determines; 0 from key 0. */
export function choicesFrom(drawn: readonly number[], key: number): Choices {
  let at = 0;
  return () => {
    const position = at++;
    return drawn[position] ?? (key === 0 ? 0 : mixed(key, position) % 1024);
  };
}
