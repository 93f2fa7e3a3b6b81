import {
  blockDiag as blockDiagSpecification,
  circulant as circulantSpecification,
  companion as companionSpecification,
  hankel as hankelSpecification,
  toeplitz as toeplitzSpecification,
  vandermonde as vandermondeSpecification,
} from '../../spec/linalg/structured.ts';
import { at, build, type Matrix, matrix, rowOf } from '../_internal/dense/matrix.ts';
import { fail } from '../_internal/fail.ts';
import { reference } from '../_internal/reference.ts';

type Vector = Float64Array<ArrayBuffer>;

/** Calls with every entry of a matrix. */
function eachEntry(a: Matrix, visit: (value: number, i: number, j: number) => void): void {
  for (let i = 0; i < a.rows; i++) for (let j = 0; j < a.columns; j++) visit(at(a, i, j), i, j);
}

const addTo = (sums: Float64Array, k: number, value: number): void => {
  sums[k] = (sums[k] as number) + value;
};

/** The rules of a matrix whose entries are those of a column or of a row: `place` is the one of the column, or -k for that of the row. */
const ofColumnAndRow = (place: (i: number, j: number, rows: number) => number) => {
  const entry = (c: Vector, r: Vector, i: number, j: number) => {
    const k = place(i, j, c.length);
    return (k < 0 ? r[-k] : c[k]) as number;
  };
  return {
    member: ({ c, r }: { readonly c: Vector; readonly r: Vector }) =>
      build(c.length, r.length, (i, j) => entry(c, r, i, j)),
    pullback({ c, r }: { readonly c: Vector; readonly r: Vector }, g: Matrix) {
      const gradients = { c: new Float64Array(c.length), r: new Float64Array(r.length) };
      eachEntry(g, (value, i, j) => {
        const k = place(i, j, c.length);
        if (k < 0) addTo(gradients.r, -k, value);
        else addTo(gradients.c, k, value);
      });
      return gradients;
    },
  };
};

export const toeplitz = reference(toeplitzSpecification, { halves: true, ...ofColumnAndRow((i, j) => i - j) });

export const hankel = reference(hankelSpecification, {
  halves: true,
  ...ofColumnAndRow((i, j, rows) => (i + j < rows ? i + j : rows - 1 - i - j)),
});

export const circulant = reference(circulantSpecification, {
  halves: true,
  member: ({ c }) => build(c.length, c.length, (i, j) => c[i < j ? i - j + c.length : i - j] as number),
  pullback({ c }, g) {
    const sums = new Float64Array(c.length);
    eachEntry(g, (value, i, j) => addTo(sums, i < j ? i - j + c.length : i - j, value));
    return { c: sums };
  },
});

export const vandermonde = reference(vandermondeSpecification, {
  halves: true,
  member({ x }, { n, increasing }) {
    const powers = matrix(x.length, n);
    x.forEach((value, i) => {
      let power = 1;
      for (let k = 0; k < n; k++, power *= value) rowOf(powers, i)[increasing ? k : n - 1 - k] = power;
    });
    return powers;
  },
  pullback: ({ x }, g, { n, increasing }) => ({
    x: x.map((value, i) => {
      let [sum, power] = [0, 1];
      for (let k = 1; k < n; k++, power *= value) sum += k * power * at(g, i, increasing ? k : n - 1 - k);
      return sum;
    }),
  }),
});

export const companion = reference(companionSpecification, {
  halves: true,
  member({ a }) {
    const [n, leading] = [a.length - 1, a[0] as number];
    if (leading === 0) fail('linalg.companion/R2', 'the leading coefficient must not be 0');
    return build(n, n, (i, j) => (i === 0 ? -((a[j + 1] as number) / leading) : i === j + 1 ? 1 : 0));
  },
  // c_j = -a_(j+1) / a_0.
  pullback({ a }, g) {
    const leading = a[0] as number;
    const slopes = a.map((_, k) => (k === 0 ? 0 : -at(g, 0, k - 1) / leading));
    slopes[0] = -slopes.reduce((sum, slope, k) => sum + slope * ((a[k] as number) / leading), 0);
    return { a: slopes };
  },
});

/** Where the blocks of these sizes start, and where the last one ends. */
function startsOf(sizes: readonly number[]): number[] {
  const starts = [0];
  for (const size of sizes) starts.push((starts.at(-1) as number) + size);
  return starts;
}

export const blockDiag = reference(blockDiagSpecification, {
  halves: true,
  member({ xs }) {
    const [down, across] = [startsOf(xs.map(({ rows }) => rows)), startsOf(xs.map(({ columns }) => columns))];
    const result = matrix(down.at(-1) as number, across.at(-1) as number);
    xs.forEach((x, k) => {
      for (let i = 0; i < x.rows; i++) rowOf(result, (down[k] as number) + i).set(rowOf(x, i), across[k]);
    });
    return result;
  },
  pullback({ xs }, g) {
    const [down, across] = [startsOf(xs.map(({ rows }) => rows)), startsOf(xs.map(({ columns }) => columns))];
    return {
      xs: xs.map((x, k) =>
        build(x.rows, x.columns, (i, j) => at(g, (down[k] as number) + i, (across[k] as number) + j)),
      ),
    };
  },
});
