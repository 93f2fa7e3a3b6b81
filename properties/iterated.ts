import type { AnyProgram } from '../spec/program.ts';
import type { Tensor } from '../spec/tensor.ts';
import type { Subject } from './law.ts';

type Tensors = Readonly<Record<string, Tensor>>;

/** One step of an iteration: what went in, and what came out of the implementation. */
export interface Iteration {
  readonly inputs: Tensors;
  readonly outputs: Tensors;
}

/**
 * A program so many times, each from the results of the time before: `states` says which result becomes which input. Every step can be
 * judged by itself, for what it was given is known to the bit. It ends early after a state that is no number, of which nothing follows. `on`
 * runs programs.
 */
export async function iterated(
  on: Subject,
  program: AnyProgram,
  states: Readonly<Record<string, string>>,
  start: Tensors,
  times: number,
): Promise<readonly Iteration[]> {
  const steps: Iteration[] = [];
  for (let inputs = start; steps.length < times; ) {
    const outputs: Tensors = await on(program, inputs as never);
    steps.push({ inputs, outputs });
    const next = Object.entries(states).flatMap(([output, input]) => {
      const state = outputs[output];
      return state === undefined ? [] : [[input, state] as const];
    });
    if (!next.every(([, { data }]) => data.every(Number.isFinite))) break;
    inputs = { ...inputs, ...Object.fromEntries(next) };
  }
  return steps;
}
