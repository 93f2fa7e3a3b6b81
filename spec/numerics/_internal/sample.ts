/** What records share whose result is a sample of any shape, of a type that the call asks for. */
export const sample = {
  attributes: {
    shape: { kind: 'shape', of: 's', by: 'choice', clause: 'R1' },
    key: { kind: 'key', clause: 'R2' },
    dtype: { kind: 'dtype', clause: 'R3' },
  },
  freedom: 'the bits that a key gives; the same key gives the same ones again',
  special: 'undefined',
  rejects: {
    R1: 'shape must be a list of sizes',
    R2: 'key must be an integer; that it lies from 0 to 2^32 - 1 is a convention',
    R3: 'dtype must be float64 or float32',
  },
} as const;
