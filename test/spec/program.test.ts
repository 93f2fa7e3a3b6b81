import { describe, expect, test } from 'vitest';
import { evaluate } from '../../spec/evaluate.ts';
import { linear } from '../../spec/layers/linear.ts';
import { relu } from '../../spec/layers/relu.ts';
import { crossEntropy } from '../../spec/losses/crossEntropy.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { sgd } from '../../spec/optimizers/sgd.ts';
import { isProgram, operationsOf, program } from '../../spec/program.ts';
import { node } from '../../spec/programNode.ts';
import { float } from '../../spec/scalars/float.ts';
import { add } from '../../spec/tensor/add.ts';
import { argmax } from '../../spec/tensor/argmax.ts';
import { concat } from '../../spec/tensor/concat.ts';
import { split } from '../../spec/tensor/split.ts';
import { tensorOf } from '../../spec/tensor.ts';

const right = {
  id: 'programs.toy',
  meaning: 'Two layers.',
  signature: 'x[n, i], first[h, i], second[o, h] -> y[n, o]',
  nodes: {
    hidden: node(linear, { x: 'x', weight: 'first' }),
    active: node(relu, { x: 'hidden.y' }),
    out: node(linear, { x: 'active.y', weight: 'second' }),
  },
  results: { y: 'out.y' },
  clauses: {},
  sources: [],
} as const;

/** A node that no type has read. */
const raw = (operation: object, inputs: object, attributes: object = {}) =>
  ({ operation, inputs, attributes }) as unknown as ReturnType<typeof node>;
const withNodes = (nodes: object) => () => program({ ...right, nodes: { ...right.nodes, ...nodes } });

describe('a program with lists', () => {
  const turned = {
    id: 'programs.turned',
    meaning: 'The halves of a vector in the other order.',
    signature: 'x[2n] -> y[2n]',
    nodes: {
      parts: node(split, { x: 'x' }, { axis: 0, parts: 2 }),
      whole: node(concat, { xs: ['parts.ys.1', 'parts.ys.0'] }, { axis: 0 }),
    },
    results: { y: 'whole.y' },
    clauses: {},
    sources: [],
  } as const;

  test('wires their members one by one', () => {
    const x = tensorOf('float64', [4], [1, 2, 3, 4]);
    const { y } = evaluate(program(turned) as unknown as AnyOperation, { x }, {}, float('float64'));
    expect(y?.values).toEqual([3, 4, 1, 2]);
  });

  test.each([
    [
      'a list for one',
      { whole: node(concat, { xs: ['parts.ys'] }, { axis: 0 }) },
      'xs.0 of tensor.concat is "parts.ys"',
    ],
    [
      'one for a list',
      { whole: raw(concat, { xs: 'x' }, { axis: 0 }) },
      'tensor.concat has no input "xs"; it has xs.0',
    ],
    ['no member', { whole: raw(concat, {}, { axis: 0 }) }, 'tensor.concat needs xs'],
    [
      'a member of what is none',
      { whole: node(concat, { xs: ['x.0'] }, { axis: 0 }) },
      'xs.0 of tensor.concat is "x.0"',
    ],
    [
      'a member that there is none of',
      { whole: node(concat, { xs: ['parts.ys.2'] }, { axis: 0 }) },
      'tensor.concat/R1',
    ],
  ])('refuses %s', (_, nodes, message) => {
    expect(() => program({ ...turned, nodes: { ...turned.nodes, ...nodes } })).toThrow(message);
  });

  test('takes and gives none itself', () => {
    expect(() => program({ ...turned, signature: 'xs*[s*] -> y[s*]' } as never)).toThrow('takes and gives no lists');
  });
});

describe('a program', () => {
  test('is an operation whose parts are its nodes, in an order in which it can be run', () => {
    const { out, ...others } = right.nodes;
    const made = program({ ...right, nodes: { out, ...others } });
    expect(made.order).toEqual(['hidden', 'active', 'out']);
    expect(isProgram(made)).toBe(true);
    expect(isProgram(linear)).toBe(false);
    expect(operationsOf(made)).toEqual([linear, relu]);
    expect(made.derivative).toBe('ofDefinition');
    expect(made.kinks).toContain('layers.relu: ');
  });

  test('has no derivative where one of its operations has none', () => {
    const { derivative } = program({
      ...right,
      signature: 'x[n, i], first[h, i] -> int y[n]',
      nodes: {
        hidden: node(linear, { x: 'x', weight: 'first' }),
        best: node(argmax, { x: 'hidden.y' }, { axis: 1 }),
      },
      results: { y: 'best.y' },
    });
    expect(derivative).toBeUndefined();
  });
});

describe('what is wrong is told with the node, the rule and what was received', () => {
  test.each([
    [
      'an unknown wire',
      withNodes({ out: node(linear, { x: 'activ.y', weight: 'second' }) }),
      'programs.toy/nodes.out: x of layers.linear is "activ.y", which is no input and no output of a node; there is x, first, second, hidden.y, active.y, out.y',
    ],
    [
      'an output that the operation does not have',
      withNodes({ out: node(linear, { x: 'active.z', weight: 'second' }) }),
      'programs.toy/nodes.out: x of layers.linear is "active.z", which is no input',
    ],
    [
      'an input that the operation does not have',
      withNodes({ out: raw(linear, { x: 'active.y', weights: 'second' }) }),
      'programs.toy/nodes.out: layers.linear has no input "weights"; it has x, weight, bias',
    ],
    [
      'an input that is left open',
      withNodes({ out: raw(linear, { x: 'active.y' }) }),
      'programs.toy/nodes.out: layers.linear needs weight; got x',
    ],
    [
      'a cycle',
      withNodes({ hidden: node(linear, { x: 'active.y', weight: 'first' }) }),
      'programs.toy/nodes.hidden: is made of itself: hidden <- active <- hidden',
    ],
    [
      'a node of which nothing is made',
      withNodes({ idle: node(relu, { x: 'x' }) }),
      'programs.toy/nodes.idle: nothing is made of it',
    ],
    [
      'an attribute that the operation does not have',
      withNodes({ active: raw(relu, { x: 'hidden.y' }, { slope: 1 }) }),
      'programs.toy/nodes.active: layers.relu has no attribute "slope"; it has none',
    ],
    [
      'a shape that does not fit',
      () => program({ ...right, signature: 'x[n, i], first[h, i], second[h, o] -> y[n, o]' }),
      'programs.toy/nodes.out: layers.linear/signature: axis i of weight must be 5, as in x, got 7',
    ],
    [
      'a result of another shape',
      () => program({ ...right, signature: 'x[n, i], first[h, i], second[o, h] -> y[n, h]' }),
      'programs.toy/results.y: must have the shape [2, 5], and out.y has [2, 7]',
    ],
    [
      'a result from nowhere',
      () => program({ ...right, results: {} as never }),
      'programs.toy/results.y: comes from nowhere',
    ],
    [
      'a result that is no output',
      () => program({ ...right, results: { y: 'out.y', z: 'out.y' } as never }),
      'programs.toy/results.z: is no output; there is y',
    ],
    [
      'an input of which nothing is made',
      () => program({ ...right, signature: 'x[n, i], first[h, i], second[o, h], b[o] -> y[n, o]' }),
      'programs.toy/signature: nothing is made of b',
    ],
    [
      'batch axes without a name',
      () => program({ ...right, signature: 'x[..., i], first[h, i], second[o, h] -> y[..., o]' }),
      'programs.toy/signature: a program names its batch axes, and has no "..."; got x[..., i]',
    ],
    [
      'recomputing what is no node',
      () => program({ ...right, recomputed: ['middle'] }),
      'programs.toy/recomputed: "middle" is no node; there is hidden, active, out',
    ],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test('labels for numbers, and what may be left out for what must be given', () => {
    const loss = (signature: string, target: string) => () =>
      program({
        ...right,
        signature,
        nodes: { loss: node(crossEntropy, { logits: 'x', target }) },
        results: { y: 'loss.loss' },
      });
    expect(loss('x[n, c], t[n] -> y[]', 't')).toThrow(
      'programs.toy/nodes.loss: target of losses.crossEntropy is int32, and "t" is floating-point',
    );
    expect(loss('x[n, c], int t?[n] -> y[]', 't')).toThrow(
      'programs.toy/nodes.loss: target of losses.crossEntropy must be given, and "t" may be left out',
    );
  });

  test('attributes outside of their domain, and those that are missing', () => {
    const step = (attributes: object) => () =>
      program({
        ...right,
        signature: 'p[n], g[n], v[n] -> y[n]',
        nodes: { step: raw(sgd, { parameter: 'p', gradient: 'g', velocity: 'v' }, attributes) },
        results: { y: 'step.nextParameter' },
      });
    expect(step({ learningRate: -1 })).toThrow(
      'programs.toy/nodes.step: learningRate of optimizers.sgd must be a finite number that is at least 0, got -1',
    );
    expect(step({})).toThrow('programs.toy/nodes.step: optimizers.sgd needs the attribute learningRate');
  });

  test('what the types know does not compile', () => {
    // @ts-expect-error the operation has no such input
    node(linear, { x: 'x', weights: 'w' });
    // @ts-expect-error an input is missing
    node(add, { a: 'x' });
    // @ts-expect-error an attribute is missing
    node(sgd, { parameter: 'p', gradient: 'g', velocity: 'v' });
    // @ts-expect-error no node gives this result
    expect(() => program({ ...right, results: { z: 'out.y' } })).toThrow('results.y: comes from nowhere');
  });
});
