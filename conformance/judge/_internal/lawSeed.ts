/**
 * The seed of a law: a pure function of the run's seed and the law, so that laws are independent of one another
 * and of the order in which workers take them.
 *
 * Fowler, Noll and Vo's FNV-1a, 32 bits, then a final mix so that neighbouring seeds share nothing.
 */
export function lawSeed(seed: number, law: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(`${seed} ${law} 0`)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}
