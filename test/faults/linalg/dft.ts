import { type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { fromTensor, type NdArray, toTensor } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import type { Fault } from '../fault.ts';

const [id, right] = ['linalg.dft', implementations['linalg.dft']] as const;
const pull = pullbacks[id];

/** Every row of a complex array, by its parts; what comes back is cut or filled up with zeros to as many elements. */
function byRows(array: NdArray, f: (re: number[], im: number[]) => readonly [re: number[], im: number[]]): NdArray {
  const { dtype, shape, data } = toTensor(array);
  const n = shape.at(-1) ?? 0;
  const values: number[] = [];
  for (let start = 0; start < data.length; start += 2 * n) {
    const row = Array.from(data.slice(start, start + 2 * n));
    const [re, im] = f(
      row.filter((_, at) => at % 2 === 0),
      row.filter((_, at) => at % 2 === 1),
    );
    for (let k = 0; k < n; k++) values.push(re[k] ?? 0, im[k] ?? 0);
  }
  return fromTensor(tensorOf(dtype, shape, values));
}

/** The sums by roots of unity, which `root` may round. */
function summed(re: number[], im: number[], sign: 1 | -1, root = (x: number) => x): readonly [number[], number[]] {
  const n = re.length;
  const element = (k: number) =>
    re.reduce<readonly [number, number]>(
      ([x, y], a, j) => {
        const angle = (sign * 2 * Math.PI * ((j * k) % n)) / n;
        const [b, c, d] = [im[j] ?? 0, root(Math.cos(angle)), root(Math.sin(angle))];
        return [x + a * c - b * d, y + a * d + b * c];
      },
      [0, 0],
    );
  const all = re.map((_, k) => element(k));
  return [all.map(([x]) => x), all.map(([, y]) => y)];
}

const wrong = (name: string, caughtBy: string, f: (x: NdArray, inverse: boolean) => NdArray): Fault => ({
  name,
  operation: id,
  caughtBy: `${id}/${caughtBy}`,
  operations: { [id]: ({ x }: { readonly x: NdArray }, { inverse }: { readonly inverse: boolean }) => f(x, inverse) },
});

/** The right transform of a wrong input, or wrongly given. */
const before = (name: string, caughtBy: string, f: Parameters<typeof byRows>[1]): Fault =>
  wrong(name, caughtBy, (x, inverse) => right({ x: byRows(x, f) }, { inverse }));
const after = (name: string, caughtBy: string, f: Parameters<typeof byRows>[1]): Fault =>
  wrong(name, caughtBy, (x, inverse) => byRows(right({ x }, { inverse }), f));

const times =
  (factor: (n: number) => number): Parameters<typeof byRows>[1] =>
  (re, im) => [re.map((value) => value * factor(re.length)), im.map((value) => value * factor(im.length))];

const pulled = (name: string, caughtBy: string, f: (g: NdArray, inverse: boolean) => NdArray): Fault => ({
  name,
  operation: id,
  caughtBy: `${id}/${caughtBy}`,
  gradients: {
    [id]: (_: unknown, g: NdArray, { inverse }: { readonly inverse: boolean }) => ({ x: f(g, inverse) }),
  },
});

const conjugated = (array: NdArray): NdArray => byRows(array, (re, im) => [re, im.map((value) => -value)]);

export const faults: readonly Fault[] = [
  wrong('the exponent has the opposite sign', 'C3', (x, inverse) =>
    byRows(
      right({ x }, { inverse: !inverse }),
      times((n) => (inverse ? 1 / n : n)),
    ),
  ),
  wrong('the inverse does not divide by n', 'C1', (x, inverse) =>
    inverse
      ? byRows(
          right({ x }, { inverse }),
          times((n) => n),
        )
      : right({ x }, { inverse }),
  ),
  after(
    'both directions divide by the root of n',
    'C2',
    times((n) => 1 / Math.sqrt(n)),
  ),
  after('the upper half of the spectrum copied without conjugation', 'C4', (re, im) => [
    re.map((value, k) => (2 * k > re.length ? (re[re.length - k] ?? 0) : value)),
    im.map((value, k) => (2 * k > im.length ? (im[im.length - k] ?? 0) : value)),
  ]),
  wrong('padded with zeros to the next power of two', 'C5', (x, inverse) =>
    byRows(x, (re, im) => {
      const padding = new Array<number>(2 ** Math.ceil(Math.log2(re.length)) - re.length).fill(0);
      const [a, b] = summed([...re, ...padding], [...im, ...padding], inverse ? 1 : -1);
      return inverse ? [a.map((value) => value / a.length), b.map((value) => value / b.length)] : [a, b];
    }),
  ),
  before('the imaginary part of the input is dropped', 'C6', (re, im) => [re, im.map(() => 0)]),
  after('the imaginary part of the result is dropped', 'definition', (re, im) => [re, im.map(() => 0)]),
  after('the frequency in the middle is missing at even lengths', 'definition', (re, im) => {
    const keep = (value: number, k: number) => (2 * k === re.length ? 0 : value);
    return [re.map(keep), im.map(keep)];
  }),
  wrong('roots of unity in single precision', 'definition', (x, inverse) =>
    byRows(x, (re, im) => {
      const [a, b] = summed(re, im, inverse ? 1 : -1, Math.fround);
      return inverse ? [a.map((value) => value / a.length), b.map((value) => value / b.length)] : [a, b];
    }),
  ),
  after('the last frequency is wrong at lengths that are prime', 'definition', (re, im) => {
    const n = re.length;
    const isPrime = n > 1 && Array.from({ length: n - 2 }, (_, k) => n % (k + 2)).every((rest) => rest !== 0);
    return [isPrime ? re.with(-1, -(re.at(-1) ?? 0)) : re, im];
  }),
  after('in the order of reversed bits', 'definition', (re, im) => {
    const bits = Math.log2(re.length);
    if (!Number.isInteger(bits)) return [re, im];
    const place = (k: number) => Number.parseInt([...k.toString(2).padStart(bits, '0')].reverse().join('') || '0', 2);
    return [re.map((_, k) => re[place(k)] ?? 0), im.map((_, k) => im[place(k)] ?? 0)];
  }),
  before('NaN taken for zero', 'special', (re, im) => [
    re.map((value) => (Number.isNaN(value) ? 0 : value)),
    im.map((value) => (Number.isNaN(value) ? 0 : value)),
  ]),
  wrong('a NaN in one member reaches all', 'neighbours', (x, inverse) => {
    const y = right({ x }, { inverse });
    return y.data.some(Number.isNaN) ? { ...y, data: y.data.map(() => Number.NaN) } : y;
  }),
  wrong('the elements read as they lie in memory', 'layouts', (x, inverse) => {
    const { dtype, shape, data } = toTensor(x);
    const own: Tensor['data'] = data.map((_, at) => x.data[x.offset + at] ?? 0);
    return right({ x: fromTensor({ dtype, shape, data: own }) }, { inverse });
  }),
  pulled('gradient by the transpose, not by its conjugate', 'jacobian', (g, inverse) => right({ x: g }, { inverse })),
  pulled('gradient that is conjugated', 'adjoint', (g, inverse) => conjugated(pull({ x: g }, g, { inverse }).x ?? g)),
  pulled('gradient by the inverse', 'jacobian', (g, inverse) => right({ x: g }, { inverse: !inverse })),
];
