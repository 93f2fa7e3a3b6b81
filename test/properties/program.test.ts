import { describe, expect, test } from 'vitest';
import reference from '../../adapters/reference/adapter.ts';
import { contextOf } from '../../conformance/judge/context.ts';
import { runLaw } from '../../conformance/judge/runLaw.ts';
import { describe as described, readAdapter } from '../../conformance/subject/description.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import type { Law } from '../../properties/law.ts';
import { type AgreementOptions, agrees, programLaws } from '../../properties/program.ts';
import { throughNodes } from '../../properties/throughNodes.ts';
import { linear } from '../../spec/layers/linear.ts';
import { relu } from '../../spec/layers/relu.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { type AnyProgram, program } from '../../spec/program.ts';
import { node } from '../../spec/programNode.ts';
import { columnParallelLinear } from '../../spec/programs/columnParallelLinear.ts';
import { multilayerPerceptron } from '../../spec/programs/multilayerPerceptron.ts';
import { rowParallelLinear } from '../../spec/programs/rowParallelLinear.ts';
import { add } from '../../spec/tensor/add.ts';
import { concat } from '../../spec/tensor/concat.ts';
import { mul } from '../../spec/tensor/mul.ts';
import { split } from '../../spec/tensor/split.ts';
import { tensorOf } from '../../spec/tensor.ts';

const on = inProcessSubject(reference);
const description = described(readAdapter(reference));
/** What the reference takes. */
const everything = contextOf(description, 'float64', { operation: linear, needs: [] });
const verdictOf = async (law: Law) =>
  (await runLaw(law, on, contextOf(description, 'float64', law), { runs: 24, seed: 1, adapterPath: 'reference' }))
    .verdict;

/** A wrong program in the place of the right one, held to what the right one agrees with. */
const instead = (right: AnyProgram, wrong: Partial<Pick<AnyProgram, 'nodes' | 'results'>>, options: AgreementOptions) =>
  agrees(program({ ...right, ...wrong, sources: [] }) as AnyProgram, 'C1', options);

const rows = {
  as: linear,
  inputs: {
    x: { join: ['x0', 'x1'], axis: 1 },
    weight: { join: ['weight0', 'weight1'], axis: 1 },
    bias: 'bias',
  },
} as const;
const columns = {
  as: linear,
  inputs: {
    x: 'x',
    weight: { join: ['weight0', 'weight1'], axis: 0 },
    bias: { join: ['bias0', 'bias1'], axis: 0 },
  },
  results: { y: { join: ['y0', 'y1'], axis: 1 } },
} as const;

describe('two programs that do not agree are told apart, on an implementation that is right', () => {
  test.each([
    [
      'the bias on both devices',
      instead(
        rowParallelLinear,
        {
          nodes: {
            ...rowParallelLinear.nodes,
            second: node(linear, { x: 'x1', weight: 'weight1', bias: 'bias' }),
          },
        },
        rows,
      ),
    ],
    [
      'partial products multiplied',
      instead(
        rowParallelLinear,
        { nodes: { ...rowParallelLinear.nodes, sum: node(mul, { a: 'first.y', b: 'second.y' }) } },
        rows,
      ),
    ],
    [
      'a partial product twice',
      instead(
        rowParallelLinear,
        {
          nodes: {
            ...rowParallelLinear.nodes,
            twice: node(add, { a: 'second.y', b: 'second.y' }),
            sum: node(add, { a: 'first.y', b: 'twice.c' }),
          },
        },
        rows,
      ),
    ],
    [
      'a rectifier before the reduction',
      instead(
        rowParallelLinear,
        {
          nodes: {
            ...rowParallelLinear.nodes,
            active: node(relu, { x: 'second.y' }),
            sum: node(add, { a: 'first.y', b: 'active.y' }),
          },
        },
        rows,
      ),
    ],
    [
      'devices in the other order',
      agrees(columnParallelLinear, 'C1', { ...columns, results: { y: { join: ['y1', 'y0'], axis: 1 } } }),
    ],
    [
      'weights of the other device',
      agrees(columnParallelLinear, 'C1', {
        ...columns,
        inputs: { ...columns.inputs, weight: { join: ['weight1', 'weight0'], axis: 0 } },
      }),
    ],
  ])('%s', async (_, law) => {
    expect(await verdictOf(law)).toBe('failed');
  });

  test('the right ones agree', async () => {
    expect(await verdictOf(agrees(rowParallelLinear, 'C1', rows))).toBe('passed');
    expect(await verdictOf(agrees(columnParallelLinear, 'C1', columns))).toBe('passed');
  });
});

describe('a program through an implementation', () => {
  const toy = program({
    id: 'programs.toy',
    meaning: 'A square, and its sum with a weight.',
    signature: 'x[n], w[n] -> y[n], z[n]',
    nodes: {
      square: node(mul, { a: 'x', b: 'x' }),
      late: node(add, { a: 'square.c', b: 'w' }),
    },
    results: { y: 'square.c', z: 'late.c' },
    clauses: {},
    sources: [],
  } as never) as AnyProgram;
  const one = (...values: number[]) => tensorOf('float64', [values.length], values);

  test('adds up the cotangents of a value that is used twice, and of one that is a result besides', async () => {
    const gradients = await throughNodes(on, everything).gradient(
      toy as never,
      { x: one(3, -1), w: one(0, 0) } as never,
      { y: one(1, 0), z: one(10, 1) } as never,
    );
    expect(Array.from(gradients['x']?.data ?? [])).toEqual([66, -2]);
    expect(Array.from(gradients['w']?.data ?? [])).toEqual([10, 1]);
  });

  test('calls again only what is thrown away, and once', async () => {
    const calls: string[] = [];
    const counting = Object.assign((operation: { id: string }, ...rest: never[]) => {
      calls.push(operation.id);
      return (on as unknown as (...all: unknown[]) => Promise<object>)(operation, ...rest);
    }, on) as unknown as typeof on;
    const shapes = { x: [2, 3], weight1: [4, 3], bias1: [4], weight2: [5, 4], bias2: [5], weight3: [2, 5], bias3: [2] };
    const inputs = Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => [
        name,
        tensorOf(
          'float64',
          shape,
          Array.from({ length: shape.reduce((a, b) => a * b) }, (_, at) => (at % 5) - 2),
        ),
      ]),
    );
    const seeds = { y: tensorOf('float64', [2, 2], [1, 2, 3, 4]) };
    const forwardCalls = async (recomputed: readonly string[]) => {
      calls.length = 0;
      await throughNodes(counting, everything).gradient(
        { ...multilayerPerceptron, recomputed } as never,
        inputs as never,
        seeds as never,
      );
      return calls.length;
    };
    expect(await forwardCalls([])).toBe(5);
    expect(await forwardCalls(['hidden1', 'hidden2'])).toBe(7);
    // Nothing needs the result of the last map.
    expect(await forwardCalls(['affine3'])).toBe(5);
  });

  test('is not asked of an implementation that takes less than a node is given', async () => {
    const law = agrees(rowParallelLinear, 'C1', rows);
    const options = { runs: 4, seed: 1, adapterPath: 'reference' };
    const verdict = async (fewer: object) => (await runLaw(law, on, { ...everything, ...fewer }, options)).verdict;
    expect(await verdict({})).toBe('passed');
    expect(await verdict({ batches: 'none' })).toBe('unsupported');
    expect(await verdict({ ranks: [3, 3] })).toBe('unsupported');
  });

  test('follows from its record alone: definition, integers, jacobian and adjoint', async () => {
    const laws = programLaws(multilayerPerceptron);
    expect(laws.map(({ clause }) => clause)).toEqual(['definition', 'integers', 'jacobian', 'adjoint']);
    for (const law of laws) expect(await verdictOf(law)).toBe('passed');
  });
});

test('lists cross between the nodes of a program, and their cotangents back', async () => {
  const turned = program({
    id: 'programs.turned',
    meaning: 'The halves of a vector in the other order, twice.',
    signature: 'x[2n] -> y[4n]',
    nodes: {
      parts: node(split, { x: 'x' }, { axis: 0, parts: 2 }),
      whole: node(concat, { xs: ['parts.ys.1', 'parts.ys.0', 'parts.ys.1', 'parts.ys.0'] }, { axis: 0 }),
    },
    results: { y: 'whole.y' },
    clauses: {},
    sources: [],
  }) as unknown as AnyOperation;
  const run = throughNodes(on, everything);
  const x = tensorOf('float64', [4], [1, 2, 3, 4]);
  expect(Array.from((await run(turned, { x }))['y']?.data ?? [])).toEqual([3, 4, 1, 2, 3, 4, 1, 2]);
  const y = tensorOf('float64', [8], [1, 2, 3, 4, 10, 20, 30, 40]);
  expect(Array.from((await run.gradient(turned, { x }, { y }))['x']?.data ?? [])).toEqual([33, 44, 11, 22]);
});
