import type { Notation } from '../notation.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { numpy, pytorch } from '../sources.ts';
import { contractionOf, fittingShapes, parseSubscripts, type Subscripts } from '../subscripts.ts';

/** Subscripts that the domain of the attribute has let pass. */
const read = (text: string): Subscripts => parseSubscripts(text) ?? { terms: [], output: [] };

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

/**
 * The product of some factors in any order, for an intermediate product may overflow or vanish where another does not: that of each set of
 * them is one of the products of two sets that make it up. A set is a number whose bits are its members.
 */
function product<T>(factors: readonly T[], { mul, either }: Pick<Notation<T>, 'mul' | 'either'>): T {
  const known = new Map(factors.map((factor, at) => [1 << at, factor]));
  const of = (set: number): T => {
    const found = known.get(set);
    if (found !== undefined) return found;
    const others = set ^ (1 << (31 - Math.clz32(set)));
    let value = mul(of(others), of(set ^ others));
    for (let part = (others - 1) & others; part > 0; part = (part - 1) & others) {
      value = either(value, () => mul(of(part), of(set ^ part)));
    }
    known.set(set, value);
    return value;
  };
  return of((1 << factors.length) - 1);
}

export const einsum = defineOperation({
  id: 'linalg.einsum',
  meaning:
    'Sum of products of elements of tensors, by subscripts that name their axes: ij,jk->ik is a product of matrices.',
  signature: 'xs*[each s*] -> y[v*]',
  attributes: { subscripts: { kind: 'subscripts', clause: 'R1' } },
  sizes({ s }, { subscripts }) {
    const { output, sizes } = contraction(subscripts, s);
    return { v: output.map((label) => sizes.get(label) ?? 0) };
  },
  definition({ xs }, notation, { subscripts }) {
    const shapes = xs.map(({ shape }) => shape);
    const { terms, output, summed, sizes } = contraction(subscripts, shapes);
    const run = summed.map((label) => sizes.get(label) ?? 0);
    return {
      y: (...index) =>
        notation.sum(run, (...along) => {
          const all = [...index, ...along];
          const at = new Map([...output, ...summed].map((label, axis) => [label, all[axis] ?? 0]));
          const factors = xs.map((x, which) =>
            x(...(terms[which] ?? []).map((label, axis) => (shapes[which]?.[axis] === 1 ? 0 : (at.get(label) ?? 0)))),
          );
          return product(factors, notation);
        }),
    };
  },
  freedom: 'infinities, where factors are summed before they are multiplied',
  special: 'propagatesNaN',
  rejects: {
    R1: 'subscripts must be terms of letters, each with at most one ..., and the output none or labels of theirs, each once, and ... where a term has it',
    R2: 'there must be as many operands as terms',
    R3: 'an operand must have an axis for each label, and axes of one label one size, or size 1',
  },
  feasible({ s }, { subscripts }) {
    const shapes = fittingShapes(read(subscripts), s);
    return { xs: shapes.length, s: shapes };
  },
  derivative: 'ofDefinition',
  clauses: {
    C1: 'ij,jk->ik is the product of matrices, ii the trace, ii->i the diagonal, ij->ji the transpose, i,j->ij the outer product, bhsd,bhtd->bhst the scores of attention, on integers bitwise',
    C2: 'operands may change places with their terms, on integers bitwise',
    C3: 'labels may be renamed, the order of the letters kept, bitwise',
    C4: 'without -> the output has the labels that occur once, in the order of the alphabet, capitals first, behind ..., bitwise',
    C5: 'spaces mean nothing, bitwise',
    C6: '... is every axis that has no label: ...ij,...jk->...ik is the product of batches, on integers bitwise',
    C7: 'an axis of size 1 is stretched to the others of its label, bitwise',
    C8: 'multilinear: a power of two times an operand gives that times the result, bitwise',
  },
  sources: [numpy('numpy.einsum'), pytorch('torch.einsum')],
});
