import fc from 'fast-check';
import { choice } from '../../spec/numerics/arrangements.ts';
import type { Law } from '../law.ts';
import { refuses } from '../observed.ts';

/** What does not follow from their records. */
export const laws: readonly Law[] = [
  refuses(choice, 'R3', {
    share: 0.2,
    cases: () => fc.record({ n: fc.nat(8), more: fc.integer({ min: 1, max: 3 }), key: fc.nat(2 ** 31 - 1) }),
    calls: ({ n, more, key }) => ({ 'more than there are is refused': { shape: [2], n, k: n + more, key } }),
  }),
];
