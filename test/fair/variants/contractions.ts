import { membersNamed } from '../../../spec/lists.ts';
import { eachIndex } from '../../../spec/notation.ts';
import { contractionOf, parseSubscripts, type Subscripts } from '../../../spec/subscripts.ts';
import { rowMajorStrides } from '../../../spec/tensor.ts';
import { along, type Cube, unfolded } from '../../../src/_internal/dense/cube.ts';
import { columnsOf, type Matrix, transposed } from '../../../src/_internal/dense/matrix.ts';
import { singularValues } from '../../../src/_internal/dense/singularValues.ts';
import type { Arithmetic } from '../_internal/arithmetic.ts';
import type { Core, Variant } from '../variant.ts';

/** A tensor whose axes have labels, each once; an axis of size 1 is stretched. */
interface Labelled {
  readonly labels: readonly string[];
  readonly shape: readonly number[];
  readonly at: (index: ReadonlyMap<string, number>) => number;
}

function labelled(term: readonly string[], { shape, values }: Core): Labelled {
  const labels = [...new Set(term)];
  const strides = rowMajorStrides(shape);
  return {
    labels,
    shape: labels.map((label) => shape[term.indexOf(label)] ?? 1),
    at: (index) =>
      values[
        term.reduce(
          (sum, label, axis) => sum + (shape[axis] === 1 ? 0 : (index.get(label) ?? 0) * (strides[axis] ?? 0)),
          0,
        )
      ] ?? Number.NaN,
  };
}

/** The product of some tensors, summed over all labels but those that are kept. */
function contracted(tensors: readonly Labelled[], keep: (label: string) => boolean, f: Arithmetic): Labelled {
  const labels = [...new Set(tensors.flatMap((tensor) => tensor.labels))];
  const sizeOf = (label: string) => {
    const own = tensors.flatMap((tensor) => tensor.shape[tensor.labels.indexOf(label)] ?? []);
    return own.find((size) => size !== 1) ?? 1;
  };
  const [kept, summed] = [labels.filter(keep), labels.filter((label) => !keep(label))];
  const shape = kept.map(sizeOf);
  const values: number[] = [];
  eachIndex(shape, (outer) => {
    const index = new Map(kept.map((label, axis) => [label, outer[axis] ?? 0]));
    let sum = 0;
    eachIndex(summed.map(sizeOf), (inner) => {
      summed.forEach((label, axis) => {
        index.set(label, inner[axis] ?? 0);
      });
      sum = f.add(
        sum,
        tensors.map((tensor) => tensor.at(index)).reduce((x, y) => f.mul(x, y)),
      );
    });
    values.push(sum);
  });
  return labelled(kept, { shape, values });
}

const placesTo = (count: number): readonly number[] => Array.from({ length: count }, (_, place) => place);

/** Operand by operand, in an order; each is summed over what no other has, and each product over what no later one has. */
const pairwise = (name: string, order: (count: number) => readonly number[]): Variant => ({
  name,
  operation: 'linalg.einsum',
  compute(inputs, { subscripts }, f) {
    const operands = membersNamed(inputs, 'xs');
    const shapes = operands.map(({ shape }) => shape);
    const { terms, output, sizes } = contractionOf(parseSubscripts(String(subscripts)) as Subscripts, shapes);
    const places = order(operands.length);
    const isNeeded = (others: readonly number[]) => (label: string) =>
      output.includes(label) || others.some((place) => terms[place]?.includes(label));
    const alone = places.map((place) => {
      const operand = labelled(terms[place] ?? [], operands[place] ?? { shape: [], values: [] });
      return contracted([operand], isNeeded(places.filter((other) => other !== place)), f);
    });
    const whole = alone.reduce((product, one, step) => contracted([product, one], isNeeded(places.slice(step + 1)), f));
    const y: number[] = [];
    eachIndex(
      output.map((label) => sizes.get(label) ?? 0),
      (index) => y.push(whole.at(new Map(output.map((label, axis) => [label, index[axis] ?? 0])))),
    );
    return { y };
  },
});

const axes = [0, 1, 2] as const;
const SWEEPS = 8;
const leading = (a: Matrix, rank: number): Matrix => columnsOf(singularValues(a).u, 0, rank);

/** Factors found one after the other, each of what the others leave of the tensor, in double precision. */
const tuckerBy = (name: string, factorsOf: (a: Cube, ranks: readonly number[]) => readonly Matrix[]): Variant => ({
  name,
  operation: 'multilinear.tucker',
  compute({ a }, { ranks }) {
    const cube = { shape: a?.shape ?? [], data: Float64Array.from(a?.values ?? []) };
    const [u, v, w] = factorsOf(cube, ranks as readonly number[]) as [Matrix, Matrix, Matrix];
    const core = within(cube, [u, v, w]);
    return { core: [...core.data], u: [...u.data], v: [...v.data], w: [...w.data] };
  },
});

/** The tensor in the bases of the factors that there are. */
const within = (a: Cube, factors: readonly (Matrix | undefined)[]): Cube =>
  axes.reduce<Cube>((rest, axis) => {
    const factor = factors[axis];
    return factor === undefined ? rest : along(rest, axis, transposed(factor));
  }, a);

/** The factors of the truncated HOSVD, or of a sequential one (ST-HOSVD). */
function truncated(a: Cube, ranks: readonly number[], sequential: boolean): Matrix[] {
  const factors: Matrix[] = [];
  for (const axis of axes) {
    factors.push(leading(unfolded(sequential ? within(a, factors) : a, axis), ranks[axis] ?? 1));
  }
  return factors;
}

/** Higher-order orthogonal iteration (HOOI): each factor in turn the best beside the other two. */
function iterated(a: Cube, ranks: readonly number[], start: readonly Matrix[]): Matrix[] {
  const factors = [...start];
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const axis of axes) {
      const others = factors.map((factor, other) => (other === axis ? undefined : factor));
      factors[axis] = leading(unfolded(within(a, others), axis), ranks[axis] ?? 1);
    }
  }
  return factors;
}

export const variants: readonly Variant[] = [
  pairwise('operand by operand from the left, sums as early as can be', placesTo),
  pairwise('operand by operand from the right', (count) => placesTo(count).toReversed()),
  pairwise('the first and the last operand first', (count) => [...new Set([0, count - 1, ...placesTo(count)])]),
  tuckerBy('every unfolding of what is truncated already (ST-HOSVD)', (a, ranks) => truncated(a, ranks, true)),
  tuckerBy('orthogonal iteration from the truncated HOSVD (HOOI)', (a, ranks) =>
    iterated(a, ranks, truncated(a, ranks, false)),
  ),
  tuckerBy('orthogonal iteration from the sequential one', (a, ranks) => iterated(a, ranks, truncated(a, ranks, true))),
];
