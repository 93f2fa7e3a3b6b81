import type { Arithmetic } from '../notation.ts';
import { defineOperation } from '../operation.ts';
import type { Element } from '../shaped.ts';
import { hastieTibshiraniFriedman2009, pytorch } from '../sources.ts';
import { reduce, reduced, reducedShape, reducible, spread } from './_internal/reduced.ts';

const { attributes, freedom, rejects } = reduced;

/** The logarithm, or a floor where it lies below that: of 0, too. */
const floored = <T>(p: T, floor: number, { select, exp, log, constant }: Arithmetic<T>): T =>
  select(
    exp(constant(floor)),
    p,
    () => log(p),
    () => constant(floor),
  );

/** The slope of that: 1 / p, or 0 below the floor. */
const slopeOf = <T>(p: T, floor: number, { select, exp, div, constant }: Arithmetic<T>): T =>
  select(
    exp(constant(floor)),
    p,
    () => div(constant(1), p),
    () => constant(0),
  );

export const binaryCrossEntropy = defineOperation({
  id: 'losses.binaryCrossEntropy',
  meaning:
    'Negative log-probability of a target from 0 to 1, -(t ln p + (1 - t) ln(1 - p)), with logarithms that are not below a floor.',
  signature: 'probability[s*], target[s*] -> loss[t*]',
  attributes: { ...attributes, floor: { kind: 'real', min: -1000, max: 0, default: -100, clause: 'R2' } },
  sizes: ({ s }, given) => ({ t: reducedShape(s, given) }),
  definition({ probability, target }, S, { floor, ...given }) {
    const { add, sub, mul, neg, constant } = S;
    const loss: Element<ReturnType<typeof probability>> = (...at) => {
      const [p, t, one] = [probability(...at), target(...at), constant(1)];
      const others = mul(sub(one, t), floored(sub(one, p), floor, S));
      return neg(add(mul(t, floored(p, floor, S)), others));
    };
    return { loss: reduce(S, probability, given, loss) };
  },
  freedom,
  special: 'rejects',
  rejects: {
    ...rejects,
    R2: 'floor must be a number; that it lies from -1000 to 0 is a convention',
    R3: 'probabilities must lie from 0 to 1',
  },
  domain: { probability: 'probability', target: 'probability' },
  smooth: { probability: 'chance', target: 'chance' },
  feasible: ({ s }, given) => ({ s: reducible(s, given) }),
  derivative({ probability, target }, { loss: g }, S, { floor, ...given }) {
    const { sub, mul, constant } = S;
    const own = spread(S, probability, given, g);
    return {
      probability(...at) {
        const [p, t, one] = [probability(...at), target(...at), constant(1)];
        const others = mul(sub(one, t), slopeOf(sub(one, p), floor, S));
        return mul(own(...at), sub(others, mul(t, slopeOf(p, floor, S))));
      },
      target(...at) {
        const p = probability(...at);
        return mul(own(...at), sub(floored(sub(constant(1), p), floor, S), floored(p, floor, S)));
      },
    };
  },
  kinks: 'where a logarithm reaches the floor its slope is any number from 0 to 1 / p',
  clauses: {
    ...reduced.clauses,
    C2: 'p -> 1 - p and t -> 1 - t change nothing, up to rounding, on 64ths',
    C3: 'of all probabilities the target itself is best, and its loss is its entropy, which is not 0: no metric',
    C4: 'a probability of 0 or 1 has loss 0 where it is the target, and minus the floor where it is the other',
    C5: 'the slope is that of the logarithm as far as the floor: -2^k at p = 2^-k for a target of 1, and 2^k at 1 - 2^-k for a target of 0, for k up to 100 and to what the data type holds',
  },
  sources: [hastieTibshiraniFriedman2009('section 11.4'), pytorch('torch.nn.BCELoss')],
});

export const binaryCrossEntropyWithLogits = defineOperation({
  id: 'losses.binaryCrossEntropyWithLogits',
  meaning:
    'Negative log-probability that the sigmoid of a logit gives to a target from 0 to 1: max(z, 0) - z t + ln(1 + e^-|z|).',
  signature: 'logit[s*], target[s*] -> loss[t*]',
  attributes,
  sizes: ({ s }, given) => ({ t: reducedShape(s, given) }),
  definition({ logit, target }, S, given) {
    const { add, sub, mul, neg, exp, log, log1p, select, either, constant } = S;
    const loss: Element<ReturnType<typeof logit>> = (...at) => {
      const [z, t, zero, one] = [logit(...at), target(...at), constant(0), constant(1)];
      const logarithm = (term: typeof z) => either(log1p(term), () => log(add(one, term)));
      return select(
        z,
        zero,
        () =>
          add(
            // (1 - t) z less the logarithm of the sigmoid, which is z less that of 1 + e^z.
            either(neg(mul(z, t)), () => sub(mul(sub(one, t), z), z)),
            logarithm(exp(z)),
          ),
        () =>
          add(
            either(sub(z, mul(z, t)), () => mul(sub(one, t), z)),
            logarithm(exp(neg(z))),
          ),
      );
    };
    return { loss: reduce(S, logit, given, loss) };
  },
  freedom,
  special: 'propagatesNaN',
  rejects,
  domain: { target: 'probability' },
  feasible: ({ s }, given) => ({ s: reducible(s, given) }),
  derivative({ logit, target }, { loss: g }, S, given) {
    const { add, sub, mul, neg, div, exp, select, constant } = S;
    const own = spread(S, logit, given, g);
    return {
      logit(...at) {
        const [z, one] = [logit(...at), constant(1)];
        const sigmoid = select(
          z,
          constant(0),
          () => div(exp(z), add(one, exp(z))),
          () => div(one, add(one, exp(neg(z)))),
        );
        return mul(own(...at), sub(sigmoid, target(...at)));
      },
      target: (...at) => neg(mul(own(...at), logit(...at))),
    };
  },
  clauses: {
    ...reduced.clauses,
    C2: 'z -> -z and t -> 1 - t change nothing, up to rounding, on 64ths',
    C3: 'with targets 0 and 1 it is the cross entropy of the logits (0, z), up to rounding',
    C4: 'finite for logits of +-1e4: 0 where the sign is right, or nearly, else 1e4',
    C5: 'more than the definition asks: ln(1 + e^-m) within a few ulp, and not 0, for the right sign and m up to 700',
  },
  sources: [hastieTibshiraniFriedman2009('section 4.4.1'), pytorch('torch.nn.BCEWithLogitsLoss')],
});
