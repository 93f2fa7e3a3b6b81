import { sizeOf } from '../../../spec/tensor.ts';
import { uniforms } from '../../../src/_internal/random/stream.ts';
import type { NdArray } from '../../../src/ndArray.ts';
import { arrayOf, byRows, mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

type Draw = (member: number, i: number) => number;

/** Samples of k out of n, each made anew from 0 .. n - 1 by exchanges. */
const exchanged = (
  { shape, n, key }: { readonly shape: readonly number[]; readonly n: number; readonly key: number },
  k: number,
  exchanges: (n: number, draw: (i: number) => number) => readonly (readonly [number, number])[],
): NdArray => {
  const uniform = uniforms(key, 'exchanged');
  const draw: Draw = (member, i) => uniform(member * (n + 1) + i);
  const members = Array.from({ length: sizeOf(shape) }, (_, member) => {
    const order = Array.from({ length: n }, (_, i) => i);
    for (const [i, j] of exchanges(n, (at) => draw(member, at))) {
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    return order.slice(0, k);
  });
  return arrayOf('int32', [...shape, k], members.flat());
};

const indices = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);

/** Fisher and Yates, each place with one from there on. */
const right = (n: number, draw: (i: number) => number) =>
  indices(n).map((i) => [i, i + Math.floor(draw(i) * (n - i))] as const);

export const faults: readonly Fault[] = [
  ...faultsOf('numerics.permutation', ({ wrong, spoilt, misset }) => [
    spoilt('with replacement', 'C1', (p) => byRows(p, (row) => row.map((_, i) => row[i % 2] ?? 0))),
    spoilt('from 1 to n', 'C1', (p) => mapped(p, (value) => value + 1)),
    wrong('each place with any other', 'C2', (_, attributes) =>
      exchanged(attributes, attributes.n, (n, draw) => indices(n).map((i) => [i, Math.floor(draw(i) * n)])),
    ),
    wrong('off by one, which leaves nothing at its place', 'C4', (_, attributes) =>
      exchanged(attributes, attributes.n, (n, draw) =>
        indices(n - 1).map((i) => [i, i + 1 + Math.floor(draw(i) * (n - i - 1))]),
      ),
    ),
    wrong('sorted by a comparison that is a coin', 'C2', (_, { shape, n, key }) => {
      const uniform = uniforms(key, 'permutation');
      let at = 0;
      const members = Array.from({ length: sizeOf(shape) }, () => indices(n).toSorted(() => uniform(at++) - 0.5));
      return arrayOf('int32', [...shape, n], members.flat());
    }),
    wrong('the last is exchanged with none', 'C5', (_, attributes) =>
      exchanged(attributes, attributes.n, (n, draw) => right(n - 1, draw)),
    ),
    wrong('the last three left in their order', 'C3', (_, attributes) =>
      exchanged(attributes, attributes.n, (n, draw) => {
        const order = indices(n).toSorted((i, j) => draw(i) - draw(j));
        const sorted = order.slice(0, -3).concat(order.slice(-3).toSorted((i, j) => i - j));
        const current = [...indices(n)];
        return sorted.map((value, i) => {
          const j = current.indexOf(value);
          [current[i], current[j]] = [current[j] as number, current[i] as number];
          return [i, j] as const;
        });
      }),
    ),
    misset('the key cut to 16 bits', 'streams', ({ key }) => ({ key: key % 2 ** 16 })),
    wrong('the same permutation in every row of the shape', 'streams', (inputs, attributes, right) => {
      const row = valuesOf(right(inputs, { ...attributes, shape: attributes.shape.slice(-1) }));
      return mapped(right(inputs, attributes), (_, at) => row[at % row.length] ?? 0);
    }),
  ]),
  ...faultsOf('numerics.choice', ({ wrong, spoilt, misset }) => [
    wrong('with replacement', 'C1', (_, { shape, n, k, key }) => {
      const uniform = uniforms(key, 'choice');
      const drawn = Array.from({ length: sizeOf(shape) * k }, (_, at) => Math.floor(uniform(at) * n));
      return arrayOf('int32', [...shape, k], drawn);
    }),
    spoilt('in ascending order', 'C2', (x) => byRows(x, (row) => row.toSorted((a, b) => a - b))),
    wrong('n - 1 never drawn', 'C3', (inputs, attributes, right) =>
      attributes.n > attributes.k ? right(inputs, { ...attributes, n: attributes.n - 1 }) : right(inputs, attributes),
    ),
    wrong('each place with any other', 'C2', (_, attributes) =>
      exchanged(attributes, attributes.k, (n, draw) => indices(n).map((i) => [i, Math.floor(draw(i) * n)])),
    ),
    wrong('the first k shuffled', 'C3', (_, attributes) =>
      exchanged({ ...attributes, n: attributes.k }, attributes.k, right),
    ),
    wrong('n - 1 exchanged for the first one drawn, if it is there', 'C4', (inputs, attributes, right) =>
      byRows(right(inputs, attributes), (row) => {
        const at = row.indexOf(attributes.n - 1);
        return at < 0 ? row : [attributes.n - 1, ...row.toSpliced(at, 1)];
      }),
    ),
    wrong('more than there are, the rest zeros', 'R3', (inputs, attributes, right) => {
      const { n, k, shape } = attributes;
      const rows = valuesOf(right(inputs, { ...attributes, k: Math.min(n, k) }));
      const width = Math.min(n, k);
      const all = Array.from({ length: sizeOf(shape) * k }, (_, at) =>
        at % k < width ? (rows[Math.floor(at / k) * width + (at % k)] ?? 0) : 0,
      );
      return arrayOf('int32', [...shape, k], all);
    }),
    misset('the key halved', 'streams', ({ key }) => ({ key: Math.floor(key / 2) })),
  ]),
];
