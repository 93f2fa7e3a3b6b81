import fc from 'fast-check';

/** Checks a property on a fixed seed, so that a run is repeatable. */
export function holds<T>(property: fc.IProperty<T>, numRuns = 300): void {
  fc.assert(property, { seed: 20240229, numRuns });
}
