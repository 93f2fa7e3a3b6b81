import { type NdArray, slice } from '../../../src/ndArray.ts';
import { arrayOf, mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

/** The terms and the output as they are written but for spaces; none where it is implied. */
const partsOf = (subscripts: string) => {
  const [left = '', output] = subscripts.replaceAll(' ', '').split('->');
  return { terms: left.split(','), output };
};

const written = (terms: readonly string[], output: string): string => `${terms.join(',')}->${output}`;

/** Operands of which one is another. */
const replaced = (xs: readonly NdArray[], at: number, by: (x: NdArray) => NdArray): readonly NdArray[] =>
  xs.map((x, which) => (which === at ? by(x) : x));

export const faults: readonly Fault[] = faultsOf(
  'linalg.einsum',
  ({ misset, misread, spoilt, wrong, spoiltGradient }) => {
    /** Other subscripts than those given. */
    const respelt = (name: string, clause: string, f: (subscripts: string) => string) =>
      misset(name, clause, ({ subscripts }) => ({ subscripts: f(subscripts) }));
    /** An output that is implied, made otherwise of the labels that occur once, in the order in which they are met, and `...`. */
    const implied = (
      name: string,
      clause: string,
      make: (once: readonly string[], ellipsis: string, all: string) => string,
    ) =>
      respelt(name, clause, (subscripts) => {
        const { terms, output } = partsOf(subscripts);
        const all = terms.join('').replaceAll('.', '');
        const once = [...all].filter((label) => all.split(label).length === 2);
        const ellipsis = subscripts.includes('...') ? '...' : '';
        return output === undefined ? written(terms, make(once, ellipsis, all)) : subscripts;
      });
    const refused = (
      name: string,
      clause: string,
      isStrange: (subscripts: string, xs: readonly NdArray[]) => boolean,
    ) =>
      wrong(name, clause, ({ xs }, { subscripts }, right) => {
        if (isStrange(subscripts, xs)) throw new RangeError(`linalg.einsum: ${name}`);
        return right({ xs }, { subscripts });
      });
    const leftOut = (name: string, which: number) =>
      misread(name, 'definition', ({ xs }) => ({ xs: replaced(xs, which, (x) => mapped(x, () => 1)) }));
    const sorted = (labels: Iterable<string>) => [...labels].sort().join('');
    return [
      implied('an implied output in the order in which labels are met', 'C4', (once, rest) => rest + once.join('')),
      implied('capitals among the other letters', 'C4', (once, rest) =>
        [rest, ...[...once].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))].join(''),
      ),
      implied('... behind the labels of an implied output', 'C4', (once, rest) => sorted(once) + rest),
      implied(
        'labels that occur twice in an implied output, too',
        'definition',
        (_, rest, all) => rest + sorted(new Set(all)),
      ),
      respelt('capitals taken for small letters', 'C3', (subscripts) => subscripts.toLowerCase()),
      respelt('the trace as the sum of all entries', 'C1', (subscripts) => subscripts.replace(/^ii(->)?$/, 'ij->')),
      respelt('the output in the order of the terms', 'definition', (subscripts) => {
        const { terms, output } = partsOf(subscripts);
        if (output === undefined || output.includes('.')) return subscripts;
        const order = terms.join('');
        return written(terms, [...output].sort((a, b) => order.indexOf(a) - order.indexOf(b)).join(''));
      }),
      refused('a space taken for a label', 'C5', (subscripts) => subscripts.includes(' ')),
      leftOut('a third operand left out', 2),
      leftOut('a fourth operand left out', 3),
      refused('more than three operands refused', 'definition', (_, xs) => xs.length > 3),
      respelt('the diagonal of other operands than the first not taken', 'integers', (subscripts) =>
        subscripts === 'i,ii->i' ? 'i,ij->i' : subscripts.replace(/^ii,i->i$/, 'ij,i->i'),
      ),
      refused(
        '... taken for one axis',
        'C6',
        (subscripts, xs) => subscripts.includes('...') && xs.some(({ shape }) => shape.length > 3),
      ),
      refused(
        'an axis of size 1 refused beside a longer one',
        'C7',
        (subscripts, [x, y]) => subscripts === 'ij,jk->ik' && x?.shape[1] !== y?.shape[0],
      ),
      misread('the smaller of two sizes taken', 'R3', ({ xs }, { subscripts }) => {
        const size = Math.min(...xs.map(({ shape }) => shape[1] ?? 1));
        return subscripts === 'ij,kj' ? { xs: xs.map((x) => slice(x, 1, 0, size)) } : {};
      }),
      misread('operands beyond the terms ignored', 'R2', ({ xs }, { subscripts }) => ({
        xs: xs.slice(0, subscripts.split(',').length),
      })),
      wrong(
        'a label of the output that no operand has taken for an axis of size 1',
        'attributes',
        ({ xs }, { subscripts }, right) =>
          subscripts === 'i->k' ? arrayOf(xs[0]?.dtype ?? 'float64', [1], [0]) : right({ xs }, { subscripts }),
      ),
      misread('factors in float32', 'definition', ({ xs }) => ({ xs: xs.map((x) => mapped(x, Math.fround)) })),
      spoilt('a threshold below which a result counts as zero', 'C8', (y) =>
        mapped(y, (value) => (Math.abs(value) < 2 ** -40 ? 0 : value)),
      ),
      spoilt('NaN taken for 0', 'special', (y) => mapped(y, (value) => value || 0)),
      spoiltGradient('gradient without the third factor', 'adjoint', ({ xs }) =>
        xs.length < 3 ? {} : { xs: xs.map((x, which) => (which < 2 ? mapped(x, () => 0) : x)) },
      ),
      spoiltGradient(
        'a gradient beside the diagonal, where nothing is read',
        'adjoint',
        ({ xs }, _, { subscripts }) => {
          const [labels = ''] = partsOf(subscripts).terms;
          const isDiagonal = new Set(labels).size < labels.replaceAll('.', '').length;
          return isDiagonal ? { xs: replaced(xs, 0, (x) => mapped(x, (value) => value || 1)) } : {};
        },
      ),
      spoiltGradient('a gradient not summed along a stretched axis', 'adjoint', (gradients, { xs }) => {
        const stretched = xs[0]?.shape.at(-1) ?? 1;
        return xs[1]?.shape.at(-1) === 1 && stretched > 1
          ? { xs: replaced(gradients.xs, 1, (x) => mapped(x, (value) => value / stretched)) }
          : {};
      }),
    ];
  },
);
