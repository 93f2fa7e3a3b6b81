import type { Arithmetic } from '../notation.ts';
import { defineOperation } from '../operation.ts';
import type { Element, Shaped } from '../shaped.ts';
import { girshick2015, hastieTibshiraniFriedman2009, huber1964, pytorch } from '../sources.ts';
import { reduce, reduced, reducedShape, reducible, spread } from './_internal/reduced.ts';

const signature = 'prediction[s*], target[s*] -> loss[t*]';
const { attributes, freedom, rejects } = reduced;

interface Pair<T> {
  readonly prediction: Shaped<T>;
  readonly target: Shaped<T>;
}

/** What is predicted less what it should be, by its place. */
const residual =
  <T>({ prediction, target }: Pair<T>, { sub }: Arithmetic<T>): Element<T> =>
  (...at) =>
    sub(prediction(...at), target(...at));

/** The gradients of both, from the cotangent of every element's loss and its slope in the residual. */
const bothGradients = <T>(own: Element<T>, slope: Element<T>, { mul, neg }: Arithmetic<T>) => {
  const prediction: Element<T> = (...at) => mul(own(...at), slope(...at));
  return { prediction, target: (...at: number[]) => neg(prediction(...at)) };
};

/** -1, 0 or 1: the slope of |r|. */
const signOf = <T>(r: T, { select, constant }: Arithmetic<T>): T => {
  const [zero, one] = [constant(0), () => constant(1)];
  return select(
    r,
    zero,
    () => constant(-1),
    () => select(zero, r, one, () => zero),
  );
};

const mean = hastieTibshiraniFriedman2009('section 2.4');

export const meanSquaredError = defineOperation({
  id: 'losses.meanSquaredError',
  meaning:
    'Square of what is predicted less what it should be: the mean over all elements, their sum, or each by itself.',
  signature,
  attributes,
  sizes: ({ s }, given) => ({ t: reducedShape(s, given) }),
  definition(pair, S, given) {
    const r = residual(pair, S);
    return { loss: reduce(S, pair.target, given, (...at) => S.power(r(...at), 2)) };
  },
  freedom,
  special: 'propagates',
  rejects,
  feasible: ({ s }, given) => ({ s: reducible(s, given) }),
  homogeneous: [{ prediction: 1, target: 1, loss: 2 }],
  derivative(pair, { loss: g }, S, given) {
    const r = residual(pair, S);
    return bothGradients(spread(S, pair.target, given, g), (...at) => S.mul(S.constant(2), r(...at)), S);
  },
  clauses: {
    ...reduced.clauses,
    C2: 'at least 0, and 0 only where all is as predicted, as long as squares are normal numbers',
    C3: 'of a constant: the variance of the targets and the square of what the constant is off their mean, which is the best constant',
    C4: '|a + b|^2 + |a - b|^2 = 2 |a|^2 + 2 |b|^2, and the same with a constant added to both',
  },
  sources: [mean, pytorch('torch.nn.MSELoss')],
});

export const halfSquaredError = defineOperation({
  id: 'losses.halfSquaredError',
  meaning: 'Half the square of what is predicted less what it should be, whose gradient is the difference itself.',
  signature,
  attributes,
  sizes: ({ s }, given) => ({ t: reducedShape(s, given) }),
  definition(pair, S, given) {
    const r = residual(pair, S);
    return { loss: reduce(S, pair.target, given, (...at) => S.div(S.power(r(...at), 2), S.constant(2))) };
  },
  freedom,
  special: 'propagates',
  rejects,
  feasible: ({ s }, given) => ({ s: reducible(s, given) }),
  homogeneous: [{ prediction: 1, target: 1, loss: 2 }],
  derivative: (pair, { loss: g }, S, given) => bothGradients(spread(S, pair.target, given, g), residual(pair, S), S),
  clauses: {
    ...reduced.clauses,
    C2: 'half of the squared error',
    C3: 'the gradient of the sum is the difference itself, bitwise, on integers',
  },
  sources: [mean],
});

export const meanAbsoluteError = defineOperation({
  id: 'losses.meanAbsoluteError',
  meaning:
    'Size of what is predicted less what it should be: the mean over all elements, their sum, or each by itself.',
  signature,
  attributes,
  sizes: ({ s }, given) => ({ t: reducedShape(s, given) }),
  definition(pair, S, given) {
    const r = residual(pair, S);
    return { loss: reduce(S, pair.target, given, (...at) => S.abs(r(...at))) };
  },
  freedom,
  special: 'propagates',
  rejects,
  feasible: ({ s }, given) => ({ s: reducible(s, given) }),
  homogeneous: [{ prediction: 1, target: 1, loss: 1 }],
  derivative(pair, { loss: g }, S, given) {
    const r = residual(pair, S);
    return bothGradients(spread(S, pair.target, given, g), (...at) => signOf(r(...at), S), S);
  },
  kinks: 'where all is as predicted the slope is any number from -1 to 1 (here 0)',
  clauses: {
    ...reduced.clauses,
    C2: 'a metric: 0 only where equal, the same for both orders, bitwise, and at most the way by any third, up to rounding',
    C3: 'a median is a best constant',
  },
  sources: [hastieTibshiraniFriedman2009('section 10.6'), pytorch('torch.nn.L1Loss')],
});

const width = { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, clause: 'R2' } as const;

/** The residual, or the nearer of two bounds where it lies beyond them: the slope of Huber's loss. */
const clipped = <T>(r: T, bound: T, { select, neg }: Arithmetic<T>): T => {
  const least = neg(bound);
  return select(
    r,
    least,
    () => least,
    () =>
      select(
        bound,
        r,
        () => bound,
        () => r,
      ),
  );
};

export const huber = defineOperation({
  id: 'losses.huber',
  meaning:
    'Half the square of the difference r up to a size of delta, and beyond that the tangent delta (|r| - delta / 2).',
  signature,
  attributes: { ...attributes, delta: { ...width, default: 1 } },
  sizes: ({ s }, given) => ({ t: reducedShape(s, given) }),
  definition(pair, S, { delta: bound, ...given }) {
    const { add, sub, mul, div, abs, power, select, either, constant } = S;
    const [r, delta, two] = [residual(pair, S), constant(bound), constant(2)];
    const loss: Element<ReturnType<typeof r>> = (...at) => {
      const size = abs(r(...at));
      return select(
        size,
        delta,
        () => div(power(size, 2), two),
        () =>
          either(mul(delta, sub(size, div(delta, two))), () =>
            add(div(power(delta, 2), two), mul(delta, sub(size, delta))),
          ),
      );
    };
    return { loss: reduce(S, pair.target, given, loss) };
  },
  freedom,
  special: 'propagates',
  rejects: { ...rejects, R2: 'delta must be a finite number that is not negative' },
  feasible: ({ s }, given) => ({ s: reducible(s, given) }),
  homogeneous: [{ prediction: 1, target: 1, delta: 1, loss: 2 }],
  derivative(pair, { loss: g }, S, { delta, ...given }) {
    const r = residual(pair, S);
    const slope: Element<ReturnType<typeof r>> = (...at) => clipped(r(...at), S.constant(delta), S);
    return bothGradients(spread(S, pair.target, given, g), slope, S);
  },
  clauses: {
    ...reduced.clauses,
    C2: 'at most half the square of r and at most delta |r|, and each of them on its side of delta less the other at most by delta^2 / 2',
    C3: 'the gradient of the sum has no element beyond delta',
  },
  sources: [huber1964('section 4'), pytorch('torch.nn.HuberLoss')],
});

export const smoothL1 = defineOperation({
  id: 'losses.smoothL1',
  meaning:
    'The value r^2 / (2 beta) of the difference r below a size of beta, and |r| - beta / 2 from there on; |r| where beta is 0.',
  signature,
  attributes: { ...attributes, beta: { ...width, default: 1 } },
  sizes: ({ s }, given) => ({ t: reducedShape(s, given) }),
  definition(pair, S, { beta: bound, ...given }) {
    const { sub, mul, div, abs, power, select, either, constant } = S;
    const [r, beta, two] = [residual(pair, S), constant(bound), constant(2)];
    const loss: Element<ReturnType<typeof r>> = (...at) => {
      const size = abs(r(...at));
      const square = () => div(power(size, 2), mul(two, beta));
      return select(
        size,
        beta,
        () => either(square(), () => mul(div(size, beta), div(size, two))),
        () => sub(size, div(beta, two)),
      );
    };
    return { loss: reduce(S, pair.target, given, loss) };
  },
  freedom,
  special: 'propagates',
  rejects: { ...rejects, R2: 'beta must be a finite number that is not negative' },
  feasible: ({ s }, given) => ({ s: reducible(s, given) }),
  homogeneous: [{ prediction: 1, target: 1, beta: 1, loss: 1 }],
  derivative(pair, { loss: g }, S, { beta, ...given }) {
    const r = residual(pair, S);
    const slope: Element<ReturnType<typeof r>> = (...at) => {
      const [own, bound] = [r(...at), S.constant(beta)];
      return S.select(
        S.abs(own),
        bound,
        () => S.div(own, bound),
        () => signOf(own, S),
      );
    };
    return bothGradients(spread(S, pair.target, given, g), slope, S);
  },
  kinks: 'where beta is 0 and r is 0 the slope is any number from -1 to 1 (here 0)',
  clauses: {
    ...reduced.clauses,
    C2: 'beta times it is the loss of Huber with delta = beta, up to rounding',
    C3: 'with beta = 0 it is |r|, bitwise',
  },
  sources: [girshick2015('equation 3'), pytorch('torch.nn.SmoothL1Loss')],
});
