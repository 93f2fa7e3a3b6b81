/**
 * Positions at least `gap` apart and within [low, high] where they fit, in the order of `wanted` and close to it: pushed down
 * from the top, then up from the bottom.
 */
export function spaced(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, at) => at).sort((i, j) => (wanted[i] as number) - (wanted[j] as number));
  const positions = wanted.map((position) => Math.max(position, low));
  for (let rank = 1; rank < order.length; rank++) {
    const [above, here] = [order[rank - 1] as number, order[rank] as number];
    positions[here] = Math.max(positions[here] as number, (positions[above] as number) + gap);
  }
  for (let rank = order.length - 1; rank >= 0; rank--) {
    const [here, below] = [order[rank] as number, order[rank + 1]];
    const limit = below === undefined ? high : (positions[below] as number) - gap;
    positions[here] = Math.min(positions[here] as number, limit);
  }
  return positions;
}
