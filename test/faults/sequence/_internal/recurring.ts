import type { NdArray } from '../../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../../src/registry.generated.ts';
import { byRows, none, scaled, valuesOf, zipped } from '../../_internal/plain.ts';
import type { Fault } from '../../fault.ts';
import { addedToLast, after, stateOf, stepsOf } from './steps.ts';

type Arrays = Readonly<Record<string, NdArray | undefined>>;
type Table = Record<string, NdArray>;
type Call = (inputs: Arrays, attributes: object) => Table;
type Pullback = (inputs: Arrays, cotangents: Arrays, attributes: object) => Record<string, NdArray | undefined>;

/** The step at which something goes wrong, once. */
const late = 150;

/**
 * What may go wrong late, and once, in an operation over a sequence `x` whose states start from some of its inputs: in the state that a
 * step reads, and in what is handed back over a step.
 */
export function recurring(
  operation: 'sequence.rnn' | 'sequence.lstm' | 'sequence.gru',
  states: Readonly<Record<string, string>>,
): readonly Fault[] {
  const outputs = Object.keys(states);
  const isAlone = outputs.length === 1;
  const [only = ''] = outputs;
  const bare = (table: Table) => (isAlone ? table[only] : table);
  const named = (result: unknown) => (isAlone ? { [only]: result } : result) as Table;
  const right: Call = (inputs, attributes) => named(implementations[operation](inputs as never, attributes as never));
  const pullback: Pullback = (inputs, cotangents, attributes) =>
    pullbacks[operation](inputs as never, bare(cotangents as Table) as never, attributes as never);
  const isLong = ({ x }: Arrays): boolean => (x?.shape.at(-2) ?? 0) > late;
  const starts = (results: Table, step: number, change: (state: NdArray) => NdArray): Table =>
    Object.fromEntries(outputs.map((one) => [states[one] ?? '', change(stateOf(results[one] as NdArray, step))]));

  /** Run anew from a late step on, from other states than those before it. */
  const resumed =
    (from: (results: Table, inputs: Arrays) => Arrays) =>
    (inputs: Arrays, attributes: object): unknown => {
      const whole = right(inputs, attributes);
      const { x } = inputs;
      if (x === undefined || !isLong(inputs)) return bare(whole);
      const rest = right({ ...inputs, x: stepsOf(x, late), ...from(whole, inputs) }, attributes);
      return bare(
        Object.fromEntries(
          outputs.map((one) => [one, after(stepsOf(whole[one] as NdArray, 0, late), rest[one] as NdArray)]),
        ),
      );
    };

  /** What is handed back over a late step multiplied by a factor. */
  const handedBack =
    (factor: number) =>
    (inputs: Arrays, cotangent: unknown, attributes: object): unknown => {
      const { x } = inputs;
      const given = named(cotangent);
      if (x === undefined || !isLong(inputs)) return pullback(inputs, given, attributes);
      const part = (from: number, to?: number) => ({
        x: stepsOf(x, from, to),
        given: Object.fromEntries(outputs.map((one) => [one, stepsOf(given[one] as NdArray, from, to)])),
      });
      const [front, back] = [part(0, late), part(late)];
      const middle = starts(right(inputs, attributes), late - 1, (state) => state);
      const second = pullback({ ...inputs, x: back.x, ...middle }, back.given, attributes);
      const handed = outputs.map((one) => {
        const state = second[states[one] ?? ''] as NdArray;
        return [one, addedToLast(front.given[one] as NdArray, scaled(state, factor))];
      });
      const first = pullback({ ...inputs, x: front.x }, Object.fromEntries(handed), attributes);
      const sums = Object.entries(first).map(([name, own]) => {
        const other = second[name];
        if (own === undefined || other === undefined || Object.values(states).includes(name)) return [name, own];
        return [name, name === 'x' ? after(own, other) : zipped(own, other, (a, b) => a + b)];
      });
      return Object.fromEntries(sums);
    };

  const first = (state: NdArray): NdArray => {
    const member = valuesOf(state).slice(0, state.shape.at(-1) ?? 0);
    return byRows(state, () => [...member]);
  };
  const own = Object.values(states);
  const planted = (name: string, law: string, changed: object): Fault => ({
    name,
    operation,
    caughtBy: `${operation}/${law}`,
    ...changed,
  });
  const wrong = (name: string, from: Parameters<typeof resumed>[0]) =>
    planted(name, 'steps', { operations: { [operation]: resumed(from) } });
  const wrongGradient = (name: string, gradient: ReturnType<typeof handedBack>) =>
    planted(name, 'throughTime', { gradients: { [operation]: gradient } });
  /** The gradients of the weights alone are wrong. */
  const inWeights =
    (gradient: ReturnType<typeof handedBack>) =>
    (inputs: Arrays, cotangent: unknown, attributes: object): unknown => {
      const [all, wrong] = [pullback(inputs, named(cotangent), attributes), gradient(inputs, cotangent, attributes)];
      return Object.fromEntries(
        Object.entries({ ...all, ...(wrong as object) }).map(([name, one]) => [
          name,
          name.startsWith('weight') ? one : all[name],
        ]),
      );
    };
  return [
    wrong('a state 1e-9 off after 150 steps', (all) => starts(all, late - 1, (state) => scaled(state, 1 + 1e-9))),
    wrong('the state of the step before the last taken once', (all) => starts(all, late - 2, (state) => state)),
    wrong('the state forgotten once, after 150 steps', (all) => starts(all, late - 1, none)),
    wrong('back to the first state after 150 steps', (_, inputs) =>
      Object.fromEntries(own.map((name) => [name, inputs[name]])),
    ),
    wrong('the state of the first member for all, after 150 steps', (all) => starts(all, late - 1, first)),
    wrongGradient('gradient truncated after 150 steps', handedBack(0)),
    wrongGradient('what is handed back over one step 1e-9 off', handedBack(1 + 1e-9)),
    wrongGradient('what is handed back over one step halved, for the weights', inWeights(handedBack(1 / 2))),
  ];
}
