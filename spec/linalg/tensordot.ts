import { axisFromFront } from '../attributeKinds.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { arrayApi, foundationsText, numpy, pytorch } from '../sources.ts';

interface Paired {
  readonly axesA: readonly number[] | null;
  readonly axesB: readonly number[] | null;
}

/** Which axes of two shapes are contracted, in pairs, and which are left. */
export function contractedAxes(s: readonly number[], t: readonly number[], { axesA, axesB }: Paired) {
  const front = (axes: readonly number[] | null, rank: number) =>
    axes === null ? Array.from({ length: rank }, (_, axis) => axis) : axes.map((axis) => axisFromFront(axis, rank));
  const [ofA, ofB] = [front(axesA, s.length), front(axesB, t.length)];
  const left = (shape: readonly number[], axes: readonly number[]) =>
    [...shape.keys()].filter((axis) => !axes.includes(axis));
  return { ofA, ofB, leftA: left(s, ofA), leftB: left(t, ofB) };
}

const sizesAt = (shape: readonly number[], axes: readonly number[]): number[] => axes.map((axis) => shape[axis] ?? 0);

export const tensordot = defineOperation({
  id: 'linalg.tensordot',
  meaning:
    'Sum of products over pairs of axes of two tensors, the k-th axis named of one with the k-th named of the other; the axes left of a come first. null names all axes.',
  signature: 'a[s*], b[t*] -> c[u*]',
  attributes: {
    axesA: { kind: 'axes', of: 's', default: null, clause: 'R1' },
    axesB: { kind: 'axes', of: 't', default: null, clause: 'R1' },
  },
  sizes({ s, t }, attributes) {
    const { ofA, ofB, leftA, leftB } = contractedAxes(s, t, attributes);
    const [one, other] = [sizesAt(s, ofA), sizesAt(t, ofB)];
    if (one.join() !== other.join()) refuse('R2', `contracted axes must have equal sizes, got [${one}] and [${other}]`);
    return { u: [...sizesAt(s, leftA), ...sizesAt(t, leftB)] };
  },
  definition({ a, b }, { sum, mul, shape }, attributes) {
    const [s, t] = [shape('s'), shape('t')];
    const { ofA, ofB, leftA, leftB } = contractedAxes(s, t, attributes);
    const indexed =
      (axes: readonly number[], left: readonly number[]) => (along: readonly number[], kept: readonly number[]) => {
        const index: number[] = [];
        axes.forEach((axis, k) => {
          index[axis] = along[k] ?? 0;
        });
        left.forEach((axis, k) => {
          index[axis] = kept[k] ?? 0;
        });
        return index;
      };
    const [inA, inB] = [indexed(ofA, leftA), indexed(ofB, leftB)];
    return {
      c: (...index) =>
        sum(sizesAt(s, ofA), (...along) =>
          mul(a(...inA(along, index.slice(0, leftA.length))), b(...inB(along, index.slice(leftA.length)))),
        ),
    };
  },
  special: 'propagates',
  rejects: {
    R1: 'axes must be integers from -rank to rank - 1 that name distinct axes',
    R2: 'there must be as many axes of both, and the sizes of a pair must be equal',
  },
  feasible({ s, t }, attributes) {
    if (attributes.axesA === null || attributes.axesB === null) return { t: s };
    const { ofA, ofB } = contractedAxes(s, t, attributes);
    return { t: ofB.reduce((shape, axis, k) => shape.with(axis, s[ofA[k] ?? 0] ?? 1), t) };
  },
  compatible({ axesA, axesB }) {
    if (axesA === null || axesB === null) return { axesA: null, axesB: null };
    const count = Math.min(axesA.length, axesB.length);
    return { axesA: axesA.slice(0, count), axesB: axesB.slice(0, count) };
  },
  homogeneous: [
    { a: 1, c: 1 },
    { b: 1, c: 1 },
  ],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'no pairs give the outer product, and all pairs the inner product <A, B>, on integers',
    C2: 'the last axis with the first one is the product of matrices, on integers',
    C3: 'A and B exchanged give the axes that are left of B first, on integers',
    C4: 'the order of the pairs means nothing, and an axis counted from the end is the same axis, on integers',
    C5: 'permuting the axes and reshaping makes a product of matrices of it, on integers',
  },
  errata: {
    E65: {
      claim: 'tensors of I x J x K and J x K x L are contracted over the second and the third axis',
      where: foundationsText('1.1.3'),
      kind: 'imprecise',
      counterexample:
        'sizes 2, 3, 4 and 3, 4, 5: the second and third axes of both have sizes 3, 4 and 4, 5, which do not agree',
      right:
        'over the second and third axis of the first and the first and second of the second: axes (1, 2) and (0, 1), counted from 0',
      clauses: ['C5'],
    },
  },
  sources: [arrayApi('tensordot'), numpy('numpy.tensordot'), pytorch('torch.tensordot')],
});
