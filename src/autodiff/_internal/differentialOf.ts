import { withDefaults } from '../../../spec/attribute.ts';
import {
  cotangentOf,
  directionOf,
  type Mode,
  operandsOf,
  operandsOfSplit,
  type Split,
} from '../../../spec/differential.ts';
import type { AnyOperation, Operation } from '../../../spec/operation.ts';
import type { AnyProgram } from '../../../spec/program.ts';
import { nodeOf } from '../../../spec/programNode.ts';
import { parseSignature } from '../../../spec/signature.ts';
import { arrayReference } from '../../_internal/arrayReference.ts';
import { fail } from '../../_internal/fail.ts';
import type { Reference } from '../../_internal/pullbacks.ts';
import type { NdArray } from '../../ndArray.ts';
import { apply, given, gradients, type Rule, type Variable, type Variables, zerosLike } from './graph.ts';
import { plus, rules } from './rules.ts';

type None = Readonly<Record<never, never>>;
type Arrays = Readonly<Record<string, NdArray>>;

/**
 * A differential of a program, by sweeps over the graph of its calls: one backwards for `vjp`; for `jvp` one more, through the pullback,
 * which is linear in its cotangent, so that its pullback of a direction d is J d; and for `hvp` that of the gradients.
 *
 * Its own gradient is another sweep backwards over all of these.
 */
export function differentialOf<S extends string>(
  record: Operation<S, None> & AnyOperation,
  program: AnyProgram,
  mode: Mode,
  { halves = true }: { readonly halves?: boolean } = {},
): Reference<S, None> {
  return sweepsOf<S>(
    record,
    operandsOf(program, mode).gives,
    (values) => differentiated(program, mode, values),
    halves,
  );
}

/** The matrix of Gauss and Newton: forwards through the model, forwards through the gradient of the loss, and back through the model. */
export const gaussNewtonOf = <S extends string>(
  record: Operation<S, None> & AnyOperation,
  split: Split,
  { halves = true }: { readonly halves?: boolean } = {},
): Reference<S, None> => {
  const { model, loss } = split;
  const { wire, gives } = operandsOfSplit(split);
  const inputs = floatsOf(model, 'inputs');
  const [output = ''] = floatsOf(loss, 'outputs');
  const curved = (values: Variables): readonly Variable[] => {
    const of = (names: readonly string[]) => names.map((name) => values[name] as Variable);
    const starts = of(inputs);
    const z = resultsOf(model, values)[wire] as Variable;
    const changed = along([z], starts, of(inputs.map(directionOf)));
    const end = resultsOf(loss, { ...values, [wire]: z })[output] as Variable;
    const slope = pulledBy([end], of([cotangentOf(output)]), [z]);
    return pulledBy([z], along(slope, [z], changed), starts);
  };
  return sweepsOf<S>(record, gives, curved, halves);
};

/** An operation that sweeps over a graph, and whose gradient is one more sweep over what these leave behind. */
export function sweepsOf<S extends string>(
  record: Operation<S, None> & AnyOperation,
  gives: readonly string[],
  results: (values: Variables) => readonly Variable[],
  halves: boolean,
): Reference<S, None> {
  const byName = (list: readonly Variable[]) => {
    const [only] = list;
    return list.length === 1 && only !== undefined
      ? only.value
      : Object.fromEntries(list.map(({ value }, at) => [gives[at] ?? '', value]));
  };
  const variables = (arrays: Arrays): Variables =>
    Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, given(array)]));
  const rulesOf = {
    halves,
    whole: (inputs: Arrays) => byName(results(variables(inputs))),
    pullback: (inputs: Arrays, cotangent: NdArray | Arrays) => {
      const taken = variables(inputs);
      const made = results(taken);
      const weights: Arrays =
        'strides' in cotangent ? { [gives[0] ?? '']: cotangent as NdArray } : (cotangent as Arrays);
      const seeds = made.map((one, at) => [one, given(weights[gives[at] ?? ''] as NdArray)] as const);
      const names = Object.keys(taken).filter((name) => taken[name]?.value.dtype !== 'int32');
      const by = names.map((name) => taken[name] as Variable);
      const pulled = gradients(seeds, by, plus);
      return Object.fromEntries(names.map((name, at) => [name, (pulled[at] ?? zerosLike(by[at] as Variable)).value]));
    },
  };
  // What goes in and out by name is what the record says, whose names are those of the program.
  return arrayReference(record, rulesOf as never);
}

/** The results of a differential, in the order of its signature. */
function differentiated(program: AnyProgram, mode: Mode, values: Variables): readonly Variable[] {
  const of = (names: readonly string[]) => names.map((name) => values[name] as Variable);
  const [inputs, outputs] = [floatsOf(program, 'inputs'), floatsOf(program, 'outputs')];
  const results = resultsOf(program, values);
  const ends = outputs.map((name) => results[name] as Variable);
  const starts = of(inputs);
  if (mode === 'jvp') return along(ends, starts, of(inputs.map(directionOf)));
  const pulled = pulledBy(ends, of(outputs.map(cotangentOf)), starts);
  return mode === 'vjp' ? pulled : along(pulled, starts, of(inputs.map(directionOf)));
}

const floatsOf = ({ signature }: Pick<AnyOperation, 'signature'>, side: 'inputs' | 'outputs'): readonly string[] =>
  parseSignature(signature)
    [side].filter(({ integer }) => !integer)
    .map(({ name }) => name);

const pulledBy = (
  ends: readonly Variable[],
  cotangents: readonly Variable[],
  by: readonly Variable[],
): readonly Variable[] =>
  gradients(
    ends.map((end, at) => [end, cotangents[at] as Variable]),
    by,
    plus,
  ).map((one, at) => one ?? zerosLike(by[at] as Variable));

/** J d: what some functions of the starts change by along the directions. */
const along = (
  functions: readonly Variable[],
  starts: readonly Variable[],
  directions: readonly Variable[],
): readonly Variable[] => {
  const weights = functions.map(zerosLike);
  return pulledBy(pulledBy(functions, weights, starts), directions, weights);
};

/** The results of a program by name, of calls that are remembered. */
function resultsOf({ order, nodes, results }: AnyProgram, values: Variables): Variables {
  const known: Record<string, Variable> = { ...values };
  for (const name of order) {
    const { operation, inputs, attributes } = nodeOf(nodes, name);
    const rule = (rules as Readonly<Record<string, Rule>>)[operation.id];
    if (rule === undefined) fail('autodiff/differentials', `${operation.id} has no rule`);
    const taken = Object.fromEntries(Object.entries(inputs).map(([input, wire]) => [input, known[wire] as Variable]));
    const [output] = parseSignature(operation.signature).outputs;
    known[`${name}.${output?.name}`] = apply(rule, taken, withDefaults(operation.attributes ?? {}, attributes));
  }
  return Object.fromEntries(Object.entries(results).map(([output, wire]) => [output, known[wire] as Variable]));
}
