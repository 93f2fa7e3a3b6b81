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
  const keys = [k0, k1, k0 ^ k1 ^ parity] as const;
  let x = counter[0] + keys[0];
  let y = counter[1] + keys[1];
  for (let round = 0; round < 20; round++) {
    const by = rotations[round % 8] as number;
    x = (x + y) | 0;
    y = ((y << by) | (y >>> (32 - by))) ^ x;
    if (round % 4 < 3) continue;
    const turn = (round + 1) / 4;
    x += keys[turn % 3] as number;
    y += (keys[(turn + 1) % 3] as number) + turn;
  }
  return [x >>> 0, y >>> 0];
}
