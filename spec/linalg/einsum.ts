import { operation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { numpy, pytorch } from '../sources.ts';
import { contractionOf, fittingShapes, parseSubscripts, type Subscripts } from '../subscripts.ts';

/** Subscripts that the domain of the attribute has let pass. */
const read = (text: string): Subscripts => parseSubscripts(text) ?? { terms: [], output: [] };

const given = <T>(list: readonly (T | undefined)[]): readonly T[] => list.filter((one) => one !== undefined);

/** The contraction for these shapes. Refuses another number of operands, of axes, and sizes that do not fit. */
function contraction(text: string, shapes: readonly (readonly number[])[]) {
  const subscripts = read(text);
  const { length } = subscripts.terms;
  if (length !== shapes.length) refuse('R2', `there must be ${length} operands for ${text}, got ${shapes.length}`);
  try {
    return contractionOf(subscripts, shapes);
  } catch (error) {
    return refuse('R3', error instanceof Error ? error.message : String(error));
  }
}

export const einsum = operation({
  id: 'linalg.einsum',
  meaning:
    'Sum of products of elements of one to three tensors, by subscripts that name their axes: ij,jk->ik is a product of matrices.',
  signature: 'a[r*], b?[s*], c?[t*] -> y[v*]',
  attributes: { subscripts: { kind: 'subscripts', clause: 'R1' } },
  sizes({ r, s, t }, { subscripts }) {
    const { output, sizes } = contraction(subscripts, given([r, s, t]));
    return { v: output.map((label) => sizes.get(label) ?? 0) };
  },
  feasible({ r, s, t }, { subscripts }) {
    const shapes = fittingShapes(read(subscripts), given([r, s, t]));
    const next = () => shapes.shift() ?? [];
    return { r: next(), ...(s && { s: next() }), ...(t && { t: next() }) };
  },
  definition({ a, b, c }, { sum, mul, either }, { subscripts }) {
    const operands = given([a, b, c]);
    const shapes = operands.map(({ shape }) => shape);
    const { terms, output, summed, sizes } = contraction(subscripts, shapes);
    // In any order: an intermediate product may overflow or vanish where another does not.
    const product = ([x, y, z]: readonly ReturnType<typeof mul>[]) => {
      if (x === undefined || y === undefined) return x;
      if (z === undefined) return mul(x, y);
      return either(mul(mul(x, y), z), () => either(mul(mul(x, z), y), () => mul(x, mul(y, z))));
    };
    const run = summed.map((label) => sizes.get(label) ?? 0);
    return {
      y: (...index) =>
        sum(run, (...along) => {
          const all = [...index, ...along];
          const at = new Map([...output, ...summed].map((label, axis) => [label, all[axis] ?? 0]));
          const factors = operands.map((operand, which) =>
            operand(
              ...(terms[which] ?? []).map((label, axis) => (shapes[which]?.[axis] === 1 ? 0 : (at.get(label) ?? 0))),
            ),
          );
          // There is at least one operand.
          return product(factors) as ReturnType<typeof mul>;
        }),
    };
  },
  homogeneous: [
    { a: 1, y: 1 },
    { b: 1, y: 1 },
    { c: 1, y: 1 },
  ],
  clauses: {
    C1: 'ij,jk->ik is the product of matrices, ii the trace, ii->i the diagonal, ij->ji the transpose, i,j->ij the outer product, bhsd,bhtd->bhst the scores of attention, on integers bitwise',
    C2: 'operands may change places with their terms, on integers bitwise',
    C3: 'labels may be renamed, the order of the letters kept, bitwise',
    C4: 'without -> the output has the labels that occur once, in the order of the alphabet, capitals first, behind ..., bitwise',
    C5: 'spaces mean nothing, bitwise',
    C6: '... is every axis that has no label: ...ij,...jk->...ik is the product of batches, on integers bitwise',
    C7: 'an axis of size 1 is stretched to the others of its label, bitwise',
  },
  derivative: {
    a: 'the contraction of G with b and c over what a does not have, stretched along what only a has',
    b: 'likewise, with a and c',
    c: 'likewise, with a and b',
  },
  special: 'propagatesNaN',
  rejects: {
    R1: 'subscripts must be terms of letters, each with at most one ..., and the output none or labels of theirs, each once, and ... where a term has it',
    R2: 'there must be as many operands as terms',
    R3: 'an operand must have an axis for each label, and axes of one label one size, or size 1',
  },
  freedom: 'infinities, where factors are summed before they are multiplied',
  sources: [numpy('numpy.einsum'), pytorch('torch.einsum')],
});
