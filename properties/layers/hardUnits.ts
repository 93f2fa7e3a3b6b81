import { hardSigmoid, hardSwish } from '../../spec/layers/hardUnits.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import type { Case, Law } from '../law.ts';
import { ofResult } from '../observed.ts';
import { literal } from '../verbs/compare.ts';
import { between, each, holds } from '../verbs/measured.ts';
import { vector } from '../verbs/tensors.ts';
import { complementary, farAway, increasing, lipschitz, reflected, related } from './_internal/activations.ts';

const widths = () => ({ width: dealt([2, 4, 1, 0.5]) });

export const laws: readonly Law[] = [
  complementary(hardSigmoid, 'C1'),
  ofResult(hardSigmoid, 'C2', {
    cases: (context) =>
      beside(tensors(context, { x: 'n' }, { entries: 'reals' }), { far: dealt([1e3, 1e4]) }).map(({ x, far }) => ({
        x: vector(context, [far, -far, ...x.data]),
      })),
    of: ({ y }) => [
      each('h(x)', y, (what, value, at) =>
        at < 2 ? holds(what, value === 1 - at, literal(1 - at), literal(value)) : between(what, value, [0, 1]),
      ),
    ],
  }),
  increasing(hardSigmoid, 'C3', widths),
  lipschitz(hardSigmoid, 'C4', (given: Case) => 1 / (2 * Number(given['width'])), widths),
  reflected(hardSwish, 'C1'),
  farAway(hardSwish, 'C2', (x) => Math.max(x, 0)),
  // Of its default width.
  related(hardSwish, 'C3', hardSigmoid as never, { at: (x) => x, of: (value, x) => [x * value, x] }),
  lipschitz(hardSwish, 'C4', 3 / 2),
];
