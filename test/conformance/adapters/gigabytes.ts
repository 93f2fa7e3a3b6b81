import { withDot } from './good.ts';

export default withDot(async () => {
  const held: Float64Array[] = [];
  for (let megabytes = 0; megabytes < 3 * 1024; megabytes += 16) {
    held.push(new Float64Array(2 ** 21).fill(1));
    // Gives way, so that only the memory can be what ends it.
    await new Promise(setImmediate);
  }
  return held.length;
});
