import type { Applied, Formula } from '../formulaTree.ts';
import type { Scalars } from '../scalars/scalars.ts';

/** Steps after which a definition is too long for a formula of its elements. */
const MOST_STEPS = 5_000;

const constant = (value: number): Formula => ({ kind: 'constant', value });
const numberOf = (formula: Formula): number | undefined => (formula.kind === 'constant' ? formula.value : undefined);

/** What a formula is the negative of. */
const negated = (formula: Formula): Formula | undefined =>
  formula.kind === 'applied' && formula.function === 'neg' ? formula.to[0] : undefined;

/** Arithmetic of integers is done; any other is written down. */
const folded: Partial<Record<Applied, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  max: (a, b) => (b > a ? b : a),
};

/**
 * Formulas as a number system: what is computed with the names of elements is how it is computed. What is added to 0, multiplied by 0 or 1,
 * or compared among known numbers is left out.
 *
 * A step too many throws RangeError.
 */
export function formulaScalars(): Scalars<Formula> {
  let steps = 0;
  function apply(name: Applied, ...to: Formula[]): Formula {
    steps++;
    if (steps > MOST_STEPS) throw new RangeError('a definition that is longer than a formula may be');
    const [a, b] = to.map(numberOf);
    const known = folded[name];
    if (known !== undefined && Number.isSafeInteger(a) && Number.isSafeInteger(b))
      return constant(known(a ?? 0, b ?? 0));
    return { kind: 'applied', function: name, to };
  }
  const isOf = (formula: Formula, value: number): boolean => numberOf(formula) === value;
  const of = (name: Applied) => (a: Formula) => apply(name, a);
  const neg = (a: Formula): Formula => {
    const value = numberOf(a);
    return value === undefined ? (negated(a) ?? apply('neg', a)) : constant(value === 0 ? 0 : -value);
  };
  const add = (a: Formula, b: Formula): Formula => {
    if (isOf(a, 0) || isOf(b, 0)) return isOf(a, 0) ? b : a;
    const turned = negated(b);
    return turned === undefined ? apply('add', a, b) : apply('sub', a, turned);
  };
  const sub = (a: Formula, b: Formula): Formula => {
    if (isOf(a, 0) || isOf(b, 0)) return isOf(b, 0) ? a : neg(b);
    const turned = negated(b);
    return turned === undefined ? apply('sub', a, b) : apply('add', a, turned);
  };
  const mul = (a: Formula, b: Formula): Formula => {
    if (isOf(a, 0) || isOf(b, 0)) return constant(0);
    return isOf(a, 1) ? b : isOf(b, 1) ? a : apply('mul', a, b);
  };
  const sum = (terms: readonly Formula[]): Formula => terms.reduce(add, constant(0));
  const div = (a: Formula, b: Formula): Formula => (isOf(b, 1) ? a : apply('div', a, b));
  return {
    name: 'formula',
    constant,
    add,
    sub,
    mul,
    div,
    neg,
    sum,
    abs: of('abs'),
    sqrt: of('sqrt'),
    exp: of('exp'),
    log: of('log'),
    tanh: of('tanh'),
    erf: of('erf'),
    sin: of('sin'),
    cos: of('cos'),
    expm1: of('expm1'),
    log1p: of('log1p'),
    sinh: of('sinh'),
    cosh: of('cosh'),
    floor: of('floor'),
    round: of('round'),
    atan2: (y, x) => apply('atan2', y, x),
    pow: (a, b) => apply('pow', a, b),
    power: (a, n) => (n === 0 ? constant(1) : n === 1 ? a : apply('power', a, constant(n))),
    pi: () => constant(Math.PI),
    max: ([first, ...others]) => others.reduce((most, one) => apply('max', most, one), first ?? constant(0)),
    mean: (terms) => div(sum(terms), constant(terms.length)),
    select(a, b, below, otherwise) {
      const [left, right] = [numberOf(a), numberOf(b)];
      if (left !== undefined && right !== undefined) return left < right ? below() : otherwise();
      return { kind: 'select', compared: [a, b], ways: [below(), otherwise()] };
    },
  };
}
