import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { goodfellow2015, tsuzuku2018 } from '../sources.ts';
import { logitMargin } from './margins.ts';

export const fgsm = defineOperation({
  id: 'metrics.fgsm',
  meaning:
    'The fast gradient sign method: x moved by epsilon along the signs of the gradient, where that is 0 not at all.',
  signature: 'x[...], gradient[...] -> y[...]',
  attributes: { epsilon: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, clause: 'R1' } },
  definition({ x, gradient }, { add, sub, select, constant }, { epsilon }) {
    const [zero, step] = [constant(0), constant(epsilon)];
    return {
      y: () =>
        select(
          zero,
          gradient(),
          () => add(x(), step),
          () =>
            select(
              gradient(),
              zero,
              () => sub(x(), step),
              () => x(),
            ),
        ),
    };
  },
  freedom: 'what NaN in the gradient makes',
  special: 'undefined',
  rejects: { R1: 'epsilon must be a finite number that is at least 0' },
  homogeneous: [{ gradient: 1, y: 0 }],
  clauses: {
    C1: 'no entry moves by more than epsilon, up to rounding, and a gradient of 0 moves none, bitwise',
    C2: 'of a linear model <w, x> nothing within epsilon in every entry gains more: the gain is epsilon ||w||_1, on integers and powers of two bitwise',
  },
  sources: [goodfellow2015('section 4')],
});

export const certifiedRadius = defineOperation({
  id: 'metrics.certifiedRadius',
  meaning:
    'How far an input may move, in the Euclidean norm, before a classifier whose logits have the Lipschitz constant L can change its mind: the margin of its class over sqrt(2) L; 0 where it is wrong.',
  signature: 'z[..., c], int target[...] -> r[...]',
  attributes: { lipschitz: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, clause: 'R1' } },
  sizes({ c }, { lipschitz }) {
    if (!(lipschitz > 0)) refuse('R1', `lipschitz must be above 0, got ${lipschitz}`);
    if (c < 2) refuse('R3', `there must be two classes at least, got ${c}`);
    return {};
  },
  parts: { logitMargin },
  definition({ z, target }, { larger, div, mul, sqrt, constant }, { lipschitz }, { logitMargin }) {
    const { m } = logitMargin({ z, target });
    return { r: () => div(larger(m(), constant(0)), mul(sqrt(constant(2)), constant(lipschitz))) };
  },
  special: 'undefined',
  rejects: {
    R1: 'lipschitz must be a finite number above 0',
    R2: 'targets must be classes: integers from 0 to c - 1',
    R3: 'there must be two classes at least',
  },
  domain: { target: 'label' },
  feasible: ({ c }) => ({ c: Math.max(c, 2) }),
  compatible: ({ lipschitz }) => ({ lipschitz: lipschitz || 1 }),
  homogeneous: [{ z: 1, r: 1 }],
  clauses: {
    C1: 'twice the constant, half the radius, bitwise; 0 where another logit is as large',
    C2: 'certain: for logits W x with ||W||_2 <= L no step below the radius changes the class; of two classes w and -w, L = sqrt(2) ||w||, it is attained',
  },
  sources: [tsuzuku2018('section 4.1')],
});
