/** Uniform values in [0, 1), the same for the same seed: the top bits of a 32-bit linear congruence (Numerical Recipes). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
