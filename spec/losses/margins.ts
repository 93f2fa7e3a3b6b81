import type { Arithmetic } from '../notation.ts';
import { defineOperation } from '../operation.ts';
import type { Element, Shaped } from '../shaped.ts';
import { hastieTibshiraniFriedman2009, pytorch } from '../sources.ts';
import { reduce, reduced, reducedShape, reducible, spread } from './_internal/reduced.ts';

const signature = 'score[s*], label[s*] -> loss[t*]';
const { attributes, freedom, rejects } = reduced;

interface Pair<T> {
  readonly score: Shaped<T>;
  readonly label: Shaped<T>;
}

/** The margin: the score, counted in the direction of the label. */
const margin =
  <T>({ score, label }: Pair<T>, { mul }: Arithmetic<T>): Element<T> =>
  (...at) =>
    mul(label(...at), score(...at));

/** The gradients of both, from the cotangent of every element's loss and its slope in the margin. */
const bothGradients = <T>({ score, label }: Pair<T>, own: Element<T>, slope: Element<T>, { mul }: Arithmetic<T>) => {
  const inMargin: Element<T> = (...at) => mul(own(...at), slope(...at));
  return {
    score: (...at: number[]) => mul(inMargin(...at), label(...at)),
    label: (...at: number[]) => mul(inMargin(...at), score(...at)),
  };
};

const clauses = {
  ...reduced.clauses,
  C2: 'convex in the score and not increasing in the margin: at a midpoint at most the mean, up to rounding',
  C3: 'a function of the margin alone: score and label with the other sign both give the same, bitwise',
};

const source = hastieTibshiraniFriedman2009('section 10.6');

export const logistic = defineOperation({
  id: 'losses.logistic',
  meaning:
    'The value ln(1 + e^-m) of the margin m, the score times a label of -1 or 1: the negative log-probability of the label.',
  signature,
  attributes,
  sizes: ({ s }, given) => ({ t: reducedShape(s, given) }),
  definition(pair, S, given) {
    const { add, neg, exp, log, log1p, select, either, constant } = S;
    const m = margin(pair, S);
    const small: Element<ReturnType<typeof m>> = (...at) => {
      const own = m(...at);
      const logarithm = (term: typeof own) => either(log1p(term), () => log(add(constant(1), term)));
      return select(
        own,
        constant(0),
        () => add(neg(own), logarithm(exp(own))),
        () => logarithm(exp(neg(own))),
      );
    };
    return { loss: reduce(S, pair.score, given, small) };
  },
  freedom,
  special: 'propagatesNaN',
  rejects,
  feasible: ({ s }, given) => ({ s: reducible(s, given) }),
  derivative(pair, { loss: g }, S, given) {
    const { add, neg, div, exp, select, constant } = S;
    const m = margin(pair, S);
    const slope: Element<ReturnType<typeof m>> = (...at) => {
      const [own, one] = [m(...at), constant(1)];
      const share = select(
        own,
        constant(0),
        () => div(one, add(one, exp(own))),
        () => div(exp(neg(own)), add(one, exp(neg(own)))),
      );
      return neg(share);
    };
    return bothGradients(pair, spread(S, pair.score, given, g), slope, S);
  },
  clauses: {
    ...clauses,
    C4: 'at most e^-m, and at least ln 2 where m <= 0',
    C5: 'finite for margins of +-1e4, and -m where m is far below 0, up to rounding',
    C6: 'more than the definition asks: ln(1 + e^-m) within a few ulp, and not 0, for m up to 700',
  },
  sources: [source, pytorch('torch.nn.SoftMarginLoss')],
});

export const exponential = defineOperation({
  id: 'losses.exponential',
  meaning: 'The value e^-m of the margin m, the score times a label of -1 or 1, as boosting minimises it.',
  signature,
  attributes,
  sizes: ({ s }, given) => ({ t: reducedShape(s, given) }),
  definition(pair, S, given) {
    const m = margin(pair, S);
    return { loss: reduce(S, pair.score, given, (...at) => S.exp(S.neg(m(...at)))) };
  },
  freedom,
  special: 'propagatesNaN',
  rejects,
  domain: { score: 'moderate', label: 'unit' },
  feasible: ({ s }, given) => ({ s: reducible(s, given) }),
  derivative(pair, { loss: g }, S, given) {
    const m = margin(pair, S);
    const own = spread(S, pair.score, given, g);
    return bothGradients(pair, own, (...at) => S.neg(S.exp(S.neg(m(...at)))), S);
  },
  clauses: {
    ...clauses,
    C4: 'at least 1 where m <= 0, up to rounding, and 1 where m = 0',
    C5: 'the sum of two margins has the product of their losses, on eighths, and up to e^528 and down to e^-528',
  },
  sources: [hastieTibshiraniFriedman2009('section 10.4')],
});

export const hinge = defineOperation({
  id: 'losses.hinge',
  meaning: 'The value max(0, 1 - m) of the margin m, the score times a label of -1 or 1: what it lacks to 1.',
  signature,
  attributes,
  sizes: ({ s }, given) => ({ t: reducedShape(s, given) }),
  definition(pair, S, given) {
    const { sub, larger, constant } = S;
    const m = margin(pair, S);
    return { loss: reduce(S, pair.score, given, (...at) => larger(constant(0), sub(constant(1), m(...at)))) };
  },
  freedom,
  special: 'propagatesNaN',
  rejects,
  feasible: ({ s }, given) => ({ s: reducible(s, given) }),
  derivative(pair, { loss: g }, S, given) {
    const { select, constant } = S;
    const m = margin(pair, S);
    const slope: Element<ReturnType<typeof m>> = (...at) =>
      select(
        m(...at),
        constant(1),
        () => constant(-1),
        () => constant(0),
      );
    return bothGradients(pair, spread(S, pair.score, given, g), slope, S);
  },
  kinks: 'where the margin is 1 the slope is any number from -1 to 0 (here 0)',
  clauses: {
    ...clauses,
    C4: 'at least 1 where m <= 0, and 0 from m = 1 on, bitwise, on integers',
    C5: 'where the margin is beyond 1 the gradient is 0',
  },
  sources: [hastieTibshiraniFriedman2009('section 12.3.2')],
});
