/** What becomes of special values where elements of x are moved, left out or repeated, and nothing is computed. */
export const copied = { special: 'propagates', zeros: 'signed' } as const;

/** How such an operation is judged. */
export const linear = { homogeneous: [{ x: 1, y: 1 }], derivative: 'ofDefinition' } as const;
