import { isWithin } from '../../../properties/generators/budget.ts';
import type { Context, Law } from '../../../properties/law.ts';
import { batchMembers } from '../../../properties/verbs/batchMembers.ts';
import { literal } from '../../../properties/verbs/compare.ts';
import { algebraOf, exactValues, whereDefined } from '../../../properties/verbs/judge.ts';
import { type AttributeValue, withDefaults } from '../../../spec/attribute.ts';
import { bindInputs } from '../../../spec/evaluate.ts';
import type { Algebra, ExactMatrix } from '../../../spec/exactMatrix.ts';
import { operandOf } from '../../../spec/lists.ts';
import type { Equation } from '../../../spec/meaning.ts';
import { distanceBetween, exact } from '../../../spec/scalars/exact.ts';
import type { Counterexample, Difference } from '../../report/report.ts';
import type { TracedCall } from '../../subject/traced.ts';
import type { Outcome } from '../runCase.ts';
import { finite } from './lawTally.ts';

/** Numbers of a picture; a counterexample that was made smaller seldom has as many. */
const most = 400;

/** Operations that a definition may take for it: that of a system is Cramer's rule. */
const budget = 8_000;

type Told = Pick<Counterexample, 'expected' | 'received' | 'differences'>;

/** How far every number of a wrong result is off: from the definition, or from what an equation asks, which has no text for it. */
export function differencesOf(law: Law, outcome: Outcome, calls: readonly TracedCall[], context: Context): Told {
  const call = calls.findLast(({ kind, outputs }) => kind !== 'gradient' && outputs !== undefined);
  if (outcome.kind !== 'judged' || call === undefined || sizeOf(call) > most) return {};
  try {
    const clause = clauseIn(call, outcome.worst.what) ?? clauseIn(call, `${law.clause}:`);
    if (clause !== undefined) return ofEquation(call, clause, context);
    return isAffordable(call) ? ofDefinition(call) : {};
  } catch {
    // What has no value, as a result with NaN in it, has no difference either.
    return {};
  }
}

const sizeOf = ({ outputs = {} }: TracedCall): number =>
  Object.values(outputs).reduce((sum, { data }) => sum + data.length, 0);

function clauseIn({ operation }: TracedCall, what: string): string | undefined {
  const name = what.split(':', 1)[0] ?? '';
  return Object.hasOwn(operation.equations ?? {}, name) ? name : undefined;
}

const givenOf = ({ operation, attributes }: TracedCall): Readonly<Record<string, AttributeValue>> =>
  withDefaults(operation.attributes ?? {}, attributes);

function isAffordable(call: TracedCall): boolean {
  const { operation, inputs } = call;
  const attributes = givenOf(call);
  const { sizes, batch } = bindInputs(operation, inputs, attributes);
  const batches = Object.fromEntries(Object.keys(inputs).map((name) => [operandOf(name), batch]));
  return (
    operation.definition !== undefined && isWithin(operation, { sizes, attributes, batches }, budget, 'definition')
  );
}

function ofDefinition(call: TracedCall): Told {
  const expected = whereDefined(call.operation, call.inputs, givenOf(call), exact);
  const differences = Object.entries(expected).flatMap(([name, { shape, values }]): Difference[] => {
    const data = call.outputs?.[name]?.data;
    if (data === undefined || data.length !== values.length) return [];
    const off = values.map((value, at) => {
      const got = data[at] ?? Number.NaN;
      return Number.isFinite(got) ? finite(distanceBetween(exact.constant(got), value)) : null;
    });
    return off.every((one) => one === 0) ? [] : [{ name, shape: [...shape], values: off }];
  });
  return differences.length === 0 ? {} : { differences };
}

/** The two sides of a comparison that an equation makes, and what is left of them. */
interface Sides {
  readonly left: ExactMatrix;
  readonly right: ExactMatrix | undefined;
  readonly difference: ExactMatrix;
}

/** An algebra that notes what is subtracted from what. */
function noting(algebra: Algebra, seen: Sides[]): Algebra {
  const minus = (left: ExactMatrix, right: ExactMatrix): ExactMatrix => {
    const difference = algebra.minus(left, right);
    seen.push({ left, right, difference });
    return difference;
  };
  return {
    ...algebra,
    minus,
    isZero(a) {
      seen.push({ left: a, right: undefined, difference: a });
      return algebra.isZero(a);
    },
    orthonormal(threshold, q) {
      minus(algebra.times(algebra.transpose(q), q), algebra.identity(q.columns));
      return algebra.orthonormal(threshold, q);
    },
  };
}

/** Of the batch member that is off most. */
function ofEquation(call: TracedCall, clause: string, context: Context): Told {
  const { operation, inputs, outputs = {} } = call;
  const equation = operation.equations?.[clause] as Equation;
  const { binding, attributes, members } = batchMembers(operation, inputs, outputs, givenOf(call));
  const algebra = algebraOf(context);
  let worst: Sides | undefined;
  for (const member of members) {
    const values = exactValues(operation, member, attributes);
    if (typeof values === 'string') return {};
    const seen: Sides[] = [];
    equation(values, noting(algebra, seen), attributes, binding.sizes);
    const last = seen.at(-1);
    if (last !== undefined && !(algebra.largest(last.difference) <= (worst ? algebra.largest(worst.difference) : 0)))
      worst = last;
  }
  return worst === undefined ? {} : told(clause, worst, algebra);
}

function told(clause: string, { left, right, difference }: Sides, { at, largest }: Algebra): Told {
  const { rows, columns } = difference;
  const values = Array.from({ length: rows * columns }, (_, k) =>
    Math.abs(at(difference, Math.floor(k / columns), k % columns)),
  );
  const place = values.indexOf(largest(difference));
  const [i, j] = [Math.floor(place / columns), place % columns];
  const [one, other] = [at(left, i, j), right === undefined ? 0 : at(right, i, j)].map(literal);
  return {
    expected: right === undefined ? '0 in every entry' : 'both sides of the equation equal',
    received: `entry [${i}, ${j}] is ${one}${right === undefined ? '' : ` on one side, ${other} on the other`}: ${literal(values[place] ?? 0)} apart`,
    ...(values.length > most
      ? {}
      : { differences: [{ name: clause, shape: [rows, columns], values: values.map(finite) }] }),
  };
}
