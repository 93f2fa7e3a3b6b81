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

const smallest = ({ a, b }: { readonly a: NdArray; readonly b?: NdArray | undefined }, axis: number, other: number) => {
  const size = Math.min(a.shape[axis] ?? 1, b?.shape[other] ?? 1);
  return { a: slice(a, axis, 0, size), ...(b && { b: slice(b, other, 0, size) }) };
};

const single = (x: NdArray): NdArray => mapped(x, Math.fround);

export const faults: readonly Fault[] = faultsOf(
  'linalg.einsum',
  ({ misset, misread, spoilt, wrong, spoiltGradient, wrongGradient }) => [
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
      subscripts: subscripts === 'b,a,B' ? 'b,a,b->ab' : subscripts.toLowerCase(),
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
    wrong('a third operand left out', 'definition', ({ a, b, c }, { subscripts }, right) =>
      c === undefined || b === undefined
        ? right({ a, b, c }, { subscripts })
        : right({ a, b, c: mapped(c, () => 1) }, { subscripts }),
    ),
    wrong(
      'the diagonal of other operands than the first not taken',
      'definition',
      ({ a, b, c }, { subscripts }, right) =>
        right(
          { a, b, c },
          { subscripts: subscripts === 'i,ii->i' ? 'i,ij->i' : subscripts.replace(/^ii,i->i$/, 'ij,i->i') },
        ),
    ),
    wrong('... taken for one axis', 'C6', (inputs, { subscripts }, right) => {
      if (subscripts.includes('...') && inputs.a.shape.length > 3)
        throw new RangeError('linalg.einsum/R3: too many axes');
      return right(inputs, { subscripts });
    }),
    wrong('an axis of size 1 refused beside a longer one', 'C7', (inputs, { subscripts }, right) => {
      const [p, q] = [inputs.a.shape[1], inputs.b?.shape[0]];
      if (subscripts === 'ij,jk->ik' && p !== q) throw new RangeError('linalg.einsum/R3: sizes differ');
      return right(inputs, { subscripts });
    }),
    wrong('the smaller of two sizes taken', 'R3', (inputs, { subscripts }, right) =>
      subscripts === 'ij,kj' ? right(smallest(inputs, 1, 1), { subscripts }) : right(inputs, { subscripts }),
    ),
    wrong('operands beyond the terms ignored', 'R2', ({ a, b, c }, { subscripts }, right) =>
      subscripts.includes(',') ? right({ a, b, c }, { subscripts }) : right({ a }, { subscripts }),
    ),
    wrong(
      'a label of the output that no operand has taken for an axis of size 1',
      'attributes',
      (inputs, { subscripts }, right) => {
        if (subscripts !== 'i->k') return right(inputs, { subscripts });
        return arrayOf(inputs.a.dtype, [1], [0]);
      },
    ),
    misread('factors in float32', 'definition', ({ a, b, c }) => ({
      a: single(a),
      ...(b && { b: single(b) }),
      ...(c && { c: single(c) }),
    })),
    spoilt('NaN taken for 0', 'special', (y) => mapped(y, (value) => (Number.isNaN(value) ? 0 : value))),
    spoiltGradient('gradient without the third factor', 'adjoint', (_, { a, b, c }) =>
      c === undefined ? {} : { a: mapped(a, () => 0), ...(b && { b: mapped(b, () => 0) }) },
    ),
    spoiltGradient('a gradient beside the diagonal, where nothing is read', 'adjoint', ({ a }, _, { subscripts }) => {
      const labels = [...(partsOf(subscripts).terms[0] ?? '').replace(/[ .]/g, '')];
      return new Set(labels).size === labels.length ? {} : { a: mapped(a, (value) => (value === 0 ? 1 : value)) };
    }),
    wrongGradient(
      'a gradient not summed along a stretched axis',
      'adjoint',
      ({ a, b, c }, g, { subscripts }, right) => {
        const gradients = right({ a, b, c }, g, { subscripts });
        const stretched = a.shape.at(-1) ?? 1;
        return b?.shape.at(-1) === 1 && stretched > 1 && gradients.b !== undefined
          ? { ...gradients, b: mapped(gradients.b, (value) => value / stretched) }
          : gradients;
      },
    ),
  ],
);
