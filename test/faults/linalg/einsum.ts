import { type NdArray, slice } from '../../../src/ndArray.ts';
import { arrayOf, mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

/** The terms and the output as they are written; none where it is implied. */
const partsOf = (subscripts: string) => {
  const [left = '', output] = subscripts.split('->');
  return { terms: left.split(','), output };
};

const written = (terms: readonly string[], output: string): string => `${terms.join(',')}->${output}`;

/** An output that is implied, made otherwise of the labels in the order in which they are met. */
const impliedBy = (make: (once: readonly string[], ellipsis: string) => string) => {
  return ({ subscripts }: { readonly subscripts: string }) => {
    const { terms, output } = partsOf(subscripts);
    const all = terms.join('').replace(/[ .]/g, '');
    const once = [...all].filter((label) => all.split(label).length === 2);
    const ellipsis = subscripts.includes('...') ? '...' : '';
    return output === undefined ? { subscripts: written(terms, make(once, ellipsis)) } : {};
  };
};

/** Both operands cut to the smaller of their second axes. */
const smallest = (xs: readonly NdArray[]): readonly NdArray[] => {
  const size = Math.min(...xs.map(({ shape }) => shape[1] ?? 1));
  return xs.map((x) => slice(x, 1, 0, size));
};

/** Operands of which one is another. */
const replaced = (xs: readonly NdArray[], at: number, by: (x: NdArray) => NdArray): readonly NdArray[] =>
  xs.map((x, which) => (which === at ? by(x) : x));

const single = (x: NdArray): NdArray => mapped(x, Math.fround);

export const faults: readonly Fault[] = faultsOf(
  'linalg.einsum',
  ({ misset, misread, spoilt, wrong, spoiltGradient }) => [
    misset(
      'an implied output in the order in which labels are met',
      'C4',
      impliedBy((once, rest) => rest + once.join('')),
    ),
    misset(
      'capitals among the other letters',
      'C4',
      impliedBy((once, rest) => rest + [...once].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)).join('')),
    ),
    misset(
      '... behind the labels of an implied output',
      'C4',
      impliedBy((once, rest) => [...once].sort().join('') + rest),
    ),
    misset('labels that occur twice in an implied output, too', 'definition', ({ subscripts }) => {
      const { terms, output } = partsOf(subscripts.replaceAll(' ', ''));
      const labels = [...new Set(terms.join('').replaceAll('.', ''))].sort().join('');
      return output === undefined
        ? { subscripts: written(terms, (subscripts.includes('...') ? '...' : '') + labels) }
        : {};
    }),
    misset('capitals taken for small letters', 'C3', ({ subscripts }) => ({
      subscripts: subscripts.toLowerCase(),
    })),
    misset('the trace as the sum of all entries', 'C1', ({ subscripts }) => ({
      subscripts: subscripts.replace(/^ii(->)?$/, 'ij->'),
    })),
    misset('the output in the order of the terms', 'definition', ({ subscripts }) => {
      const { terms, output } = partsOf(subscripts.replaceAll(' ', ''));
      if (output === undefined || output.includes('.')) return {};
      const order = terms.join('');
      return { subscripts: written(terms, [...output].sort((a, b) => order.indexOf(a) - order.indexOf(b)).join('')) };
    }),
    wrong('a space taken for a label', 'C5', (inputs, { subscripts }, right) => {
      if (subscripts.includes(' ')) throw new RangeError('linalg.einsum/R1: a space is no label');
      return right(inputs, { subscripts });
    }),
    misread('a third operand left out', 'definition', ({ xs }) => ({ xs: replaced(xs, 2, (x) => mapped(x, () => 1)) })),
    misread('a fourth operand left out', 'definition', ({ xs }) => ({
      xs: replaced(xs, 3, (x) => mapped(x, () => 1)),
    })),
    wrong('more than three operands refused', 'definition', ({ xs }, { subscripts }, right) => {
      if (xs.length > 3) throw new RangeError('linalg.einsum/R2: too many operands');
      return right({ xs }, { subscripts });
    }),
    misset('the diagonal of other operands than the first not taken', 'definition', ({ subscripts }) => ({
      subscripts: subscripts === 'i,ii->i' ? 'i,ij->i' : subscripts.replace(/^ii,i->i$/, 'ij,i->i'),
    })),
    wrong('... taken for one axis', 'C6', (inputs, { subscripts }, right) => {
      if (subscripts.includes('...') && inputs.xs.some(({ shape }) => shape.length > 3))
        throw new RangeError('linalg.einsum/R3: too many axes');
      return right(inputs, { subscripts });
    }),
    wrong('an axis of size 1 refused beside a longer one', 'C7', (inputs, { subscripts }, right) => {
      const [p, q] = [inputs.xs[0]?.shape[1], inputs.xs[1]?.shape[0]];
      if (subscripts === 'ij,jk->ik' && p !== q) throw new RangeError('linalg.einsum/R3: sizes differ');
      return right(inputs, { subscripts });
    }),
    wrong('the smaller of two sizes taken', 'R3', ({ xs }, { subscripts }, right) =>
      right({ xs: subscripts === 'ij,kj' ? smallest(xs) : xs }, { subscripts }),
    ),
    misread('operands beyond the terms ignored', 'R2', ({ xs }, { subscripts }) => ({
      xs: xs.slice(0, subscripts.split(',').length),
    })),
    wrong(
      'a label of the output that no operand has taken for an axis of size 1',
      'attributes',
      (inputs, { subscripts }, right) => {
        if (subscripts !== 'i->k') return right(inputs, { subscripts });
        return arrayOf(inputs.xs[0]?.dtype ?? 'float64', [1], [0]);
      },
    ),
    misread('factors in float32', 'definition', ({ xs }) => ({ xs: xs.map(single) })),
    spoilt('a threshold below which a result counts as zero', 'C8', (y) =>
      mapped(y, (value) => (Math.abs(value) < 2 ** -40 ? 0 : value)),
    ),
    spoilt('NaN taken for 0', 'special', (y) => mapped(y, (value) => (Number.isNaN(value) ? 0 : value))),
    spoiltGradient('gradient without the third factor', 'adjoint', ({ xs }) =>
      xs.length < 3 ? {} : { xs: xs.map((x, which) => (which < 2 ? mapped(x, () => 0) : x)) },
    ),
    spoiltGradient('a gradient beside the diagonal, where nothing is read', 'adjoint', ({ xs }, _, { subscripts }) => {
      const labels = [...(partsOf(subscripts).terms[0] ?? '').replace(/[ .]/g, '')];
      return new Set(labels).size === labels.length
        ? {}
        : { xs: replaced(xs, 0, (x) => mapped(x, (value) => (value === 0 ? 1 : value))) };
    }),
    spoiltGradient('a gradient not summed along a stretched axis', 'adjoint', (gradients, { xs }) => {
      const stretched = xs[0]?.shape.at(-1) ?? 1;
      return xs[1]?.shape.at(-1) === 1 && stretched > 1
        ? { xs: replaced(gradients.xs, 1, (x) => mapped(x, (value) => value / stretched)) }
        : {};
    }),
  ],
);
