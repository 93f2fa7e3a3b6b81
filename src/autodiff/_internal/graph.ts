import type { AttributeValue } from '../../../spec/attribute.ts';
import { fail } from '../../_internal/fail.ts';
import { type NdArray, zeros } from '../../ndArray.ts';

/** Values of a computation by name. */
export type Variables = Readonly<Record<string, Variable>>;

/** A value with what made it: nothing, where it was given. Nothing is ever written to it, so that any number of sweeps may read it. */
export interface Variable {
  readonly value: NdArray;
  readonly made?: { readonly rule: Rule; readonly inputs: Variables; readonly attributes: Settings };
}

/** The attributes of whichever operation a rule is of. */
export type Settings = Readonly<Record<string, AttributeValue>>;

/** An operation on variables, and its pullback as operations on variables: so that it can be differentiated again. */
export interface Rule {
  forward(inputs: Readonly<Record<string, NdArray>>, attributes: Settings): NdArray;
  /** What each input gets of a cotangent of the result; what is left out gets nothing. */
  pull(inputs: Variables, cotangent: Variable, attributes: Settings, result: Variable): Partial<Variables>;
}

export const given = (value: NdArray): Variable => ({ value });

/** The result of an operation, which remembers what it was made of. */
export function apply(rule: Rule, inputs: Variables, attributes: Settings = {}): Variable {
  const arrays = Object.fromEntries(Object.entries(inputs).map(([name, { value }]) => [name, value]));
  return { value: rule.forward(arrays, attributes), made: { rule, inputs, attributes } };
}

/**
 * The gradients of the sum of <output, cotangent> by some variables, as variables themselves; undefined where nothing depends on one.
 *
 * What is made of others comes before them, each once, when all of its uses have handed their shares back: `plus` adds these.
 */
export function gradients(
  seeds: readonly (readonly [output: Variable, cotangent: Variable])[],
  by: readonly Variable[],
  plus: (a: Variable, b: Variable) => Variable,
): readonly (Variable | undefined)[] {
  const received = new Map<Variable, Variable>();
  const give = (variable: Variable, share: Variable): void => {
    const before = received.get(variable);
    received.set(variable, before === undefined ? share : plus(before, share));
  };
  for (const [output, cotangent] of seeds) give(output, cotangent);
  for (const variable of reversed(seeds.map(([output]) => output))) {
    const cotangent = received.get(variable);
    if (cotangent === undefined || variable.made === undefined) continue;
    const { rule, inputs, attributes } = variable.made;
    for (const [name, share] of Object.entries(rule.pull(inputs, cotangent, attributes, variable))) {
      const input = inputs[name] ?? fail('autodiff/gradients', `a rule gives a gradient of ${name}, which is no input`);
      if (share !== undefined) give(input, share);
    }
  }
  return by.map((variable) => received.get(variable));
}

/** All that some values are made of, each before what it is made of. */
function reversed(outputs: readonly Variable[]): readonly Variable[] {
  const order: Variable[] = [];
  const seen = new Set<Variable>();
  const visit = (variable: Variable): void => {
    if (seen.has(variable)) return;
    seen.add(variable);
    for (const input of Object.values(variable.made?.inputs ?? {})) visit(input);
    order.push(variable);
  };
  for (const output of outputs) visit(output);
  return order.reverse();
}

export const zerosLike = ({ value }: Variable): Variable => given(zeros(value.dtype, value.shape));
