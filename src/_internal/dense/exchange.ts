/** Exchanges two entries of a list. */
export function exchange<T>(list: { [position: number]: T }, one: number, other: number): void {
  // Both lie inside.
  const kept = list[one] as T;
  list[one] = list[other] as T;
  list[other] = kept;
}
