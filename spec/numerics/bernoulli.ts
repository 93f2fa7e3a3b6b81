import { holds } from '../_internal/holds.ts';
import { defineOperation } from '../operation.ts';
import { numpy, pytorch } from '../sources.ts';

export const bernoulli = defineOperation({
  id: 'numerics.bernoulli',
  meaning: 'Independent trials, as a key says: 1 with probability p, else 0.',
  signature: '() -> int x[s*]',
  attributes: {
    p: { kind: 'real', min: 0, max: 1, clause: 'R2' },
    shape: { kind: 'shape', of: 's', by: 'choice', clause: 'R1' },
    key: { kind: 'key', clause: 'R3' },
  },
  sizes: (_, { shape }) => ({ s: shape }),
  equations: {
    C1: ({ x }) => holds(x.entries.every((entry) => entry === 0n || (entry === 1n && x.exponent === 0))),
  },
  random: {
    at: [{ p: 0.5 }, { p: 0.3 }, { p: 0.999 }, { p: 2 ** -11 }, { p: 0 }, { p: 1 }],
    coins: [([x = 0]) => x === 1],
    statistics: { C2: { happens: ([x = 0]) => x === 1, probability: ({ p }) => p } },
  },
  freedom: 'the bits that a key gives; the same key gives the same ones again',
  special: 'undefined',
  rejects: {
    R1: 'shape must be a list of sizes',
    R2: 'p must be a number; that it lies from 0 to 1 is a convention',
    R3: 'key must be an integer; that it lies from 0 to 2^32 - 1 is a convention',
  },
  clauses: {
    C1: 'x is 0 or 1',
    C2: 'P(x = 1) = p, for p = 0 and p = 1 without an exception',
  },
  sources: [numpy('Generator.binomial'), pytorch('torch.bernoulli')],
});
