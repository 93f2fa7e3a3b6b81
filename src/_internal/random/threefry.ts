const rotations = [13, 15, 26, 6, 17, 29, 16, 24] as const;
const parity = 0x1bd11bda;

/**
 * Threefry-2x32 with 20 rounds: two words of 32 bits that a key and a counter, of two words each, determine.
 *
 * Every counter has words of its own, so that any element of a stream is had without the others; only integers are added, rotated and
 * compared bit by bit, so that the words are the same on every machine. J. K. Salmon and others, Parallel random numbers: as easy as
 * 1, 2, 3, SC 2011, section 4.2.
 */
export function threefry(
  [k0, k1]: readonly [number, number],
  counter: readonly [number, number],
): readonly [number, number] {
  // The keys of a turn move on by one for the next.
  let [a, b, c] = [k0 | 0, k1 | 0, k0 ^ k1 ^ parity];
  let x = (counter[0] + a) | 0;
  let y = (counter[1] + b) | 0;
  for (let turn = 1; turn <= 5; turn++) {
    for (let round = 4 * (turn - 1); round < 4 * turn; round++) {
      const by = rotations[round & 7] as number;
      x = (x + y) | 0;
      y = ((y << by) | (y >>> (32 - by))) ^ x;
    }
    x = (x + b) | 0;
    y = (y + c + turn) | 0;
    [a, b, c] = [b, c, a];
  }
  return [x >>> 0, y >>> 0];
}
