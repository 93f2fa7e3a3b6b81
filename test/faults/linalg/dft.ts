import { fromTensor, toTensor } from '../../../src/ndArray.ts';
import { overElements, overRows, type Z } from '../_internal/complexRows.ts';
import { type Fault, faultsOf } from '../fault.ts';

/** The transform of a row as it stands, by roots of unity that may be rounded. */
function summed(row: readonly Z[], inverse: boolean, round = (x: number) => x): Z[] {
  const n = row.length;
  return row.map((_, k) => {
    let [x, y] = [0, 0];
    row.forEach(([a, b], j) => {
      const angle = ((inverse ? 2 : -2) * Math.PI * ((j * k) % n)) / n;
      const [c, s] = [round(Math.cos(angle)), round(Math.sin(angle))];
      x += a * c - b * s;
      y += a * s + b * c;
    });
    return inverse ? [x / n, y / n] : [x, y];
  });
}

const times = (row: readonly Z[], factor: number): Z[] => row.map(([x, y]) => [x * factor, y * factor]);
const scaled = (factor: (n: number) => number) => overRows((row) => times(row, factor(row.length)));
const conjugated = overElements(([x, y]) => [x, -y]);
const isPrime = (n: number) =>
  n > 1 && Array.from({ length: n - 2 }, (_, k) => n % (k + 2)).every((rest) => rest !== 0);
const bitsReversed = (k: number, bits: number) =>
  Number.parseInt([...k.toString(2).padStart(bits, '0')].reverse().join('') || '0', 2);

export const faults: readonly Fault[] = faultsOf('linalg.dft', ({ wrong, spoilt, misread, wrongGradient }) => {
  const spoiltRows = (name: string, clause: string, f: (row: readonly Z[]) => readonly Z[]) =>
    spoilt(name, clause, overRows(f));
  const misreadElements = (name: string, clause: string, f: (z: Z) => Z) =>
    misread(name, clause, ({ x }) => ({ x: overElements(f)(x) }));
  return [
    wrong('the exponent has the opposite sign', 'C3', (x, { inverse }, right) =>
      scaled((n) => (inverse ? 1 / n : n))(right(x, { inverse: !inverse })),
    ),
    spoilt('the inverse does not divide by n', 'C1', (y, _, { inverse }) => (inverse ? scaled((n) => n)(y) : y)),
    spoiltRows('both directions divide by the root of n', 'C2', (row) => times(row, 1 / Math.sqrt(row.length))),
    spoiltRows('the upper half of the spectrum copied without conjugation', 'C4', (row) =>
      row.map((z, k) => (2 * k > row.length ? (row[row.length - k] ?? z) : z)),
    ),
    wrong('padded with zeros to the next power of two', 'C5', ({ x }, { inverse }) =>
      overRows((row) => {
        const padding = new Array<Z>(2 ** Math.ceil(Math.log2(row.length)) - row.length).fill([0, 0]);
        return summed([...row, ...padding], inverse);
      })(x),
    ),
    misreadElements('the imaginary part of the input is dropped', 'C6', ([re]) => [re, 0]),
    spoiltRows('the imaginary part of the result is dropped', 'definition', (row) => row.map(([re]) => [re, 0])),
    spoiltRows('the frequency in the middle is missing at even lengths', 'definition', (row) =>
      row.map((z, k) => (2 * k === row.length ? [0, 0] : z)),
    ),
    spoiltRows('the last frequency is conjugated at lengths that are prime', 'definition', (row) =>
      row.map(([x, y], k) => (isPrime(row.length) && k === row.length - 1 ? [x, -y] : [x, y])),
    ),
    spoiltRows('in the order of reversed bits where there are 2^k', 'definition', (row) => {
      const bits = Math.log2(row.length);
      return Number.isInteger(bits) ? row.map((z, k) => row[bitsReversed(k, bits)] ?? z) : row;
    }),
    wrong('roots of unity in single precision', 'definition', ({ x }, { inverse }) =>
      overRows((row) => summed(row, inverse, Math.fround))(x),
    ),
    misreadElements('NaN taken for zero', 'special', ([re, im]) => [re || 0, im || 0]),
    spoilt('a NaN in one member reaches all', 'neighbours', (y) =>
      y.data.some(Number.isNaN) ? { ...y, data: y.data.map(() => Number.NaN) } : y,
    ),
    misread('the elements read as they lie in memory', 'layouts', ({ x }) => {
      const { dtype, shape, data } = toTensor(x);
      return { x: fromTensor({ dtype, shape, data: data.map((_, at) => x.data[x.offset + at] ?? 0) }) };
    }),
    wrongGradient('by the transpose, not its conjugate', 'jacobian', (x, g, { inverse }, right) => ({
      x: conjugated(right(x, conjugated(g), { inverse }).x ?? g),
    })),
    wrongGradient('the conjugate, as JAX has it', 'adjoint', (x, g, attributes, right) => ({
      x: conjugated(right(x, g, attributes).x ?? g),
    })),
    wrongGradient('of the inverse in place of the adjoint', 'jacobian', (x, g, { inverse }, right) => ({
      x: scaled((n) => (inverse ? n : 1 / n))(right(x, g, { inverse }).x ?? g),
    })),
  ];
});
