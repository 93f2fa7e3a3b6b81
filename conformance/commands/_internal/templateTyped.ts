/** The adapter that `init --ts` writes: its only import is of types, which are erased, so that it runs as it is. */
export const templateTyped = (file: string): string => `import type { Adapter, Tensor } from 'tensor-laws';

/**
 * An adapter: how tensor-laws calls a numeric library. Judge it with
 *
 *     npx tensor-laws check ./${file}
 *
 * Replace the functions below by calls of your library and \`Tensor\` by its own value, then add operations: "npx tensor-laws list"
 * names them, "npx tensor-laws show linalg.matmul" says what one must satisfy, and an editor completes them. What is absent counts
 * as unsupported, not as a failure. For a case that your library does not offer, throw unsupported('...').
 */
export default {
  name: 'my-library',
  version: '0.0.0',

  // What your library promises: bounds are computed from it, and the report prints it (docs/profile.md of tensor-laws).
  profile: { dtype: 'float64', batches: 'none' },

  // From the neutral tensor { dtype, shape, data }, row-major, to your library's own value, and back again.
  toNative: (tensor) => tensor,
  fromNative: (value) => value,

  // Inputs come by name, attributes with their defaults filled in. One output is returned bare, several by name: { q, r }.
  operations: {
    'linalg.matmul': ({ a, b }, { transposeA, transposeB }) =>
      matmul(transposeA ? transpose(a) : a, transposeB ? transpose(b) : b),
    'layers.relu': ({ x }) => map(floating(x), (value) => (value < 0 ? 0 : value)),
  },

  // The pullback: inputs and the cotangent of the output in, one gradient per input out.
  gradients: {
    'linalg.matmul': ({ a, b }, g, { transposeA, transposeB }) => ({
      a: transposeA ? matmul(transposeB ? transpose(b) : b, transpose(g)) : matmul(g, transposeB ? b : transpose(b)),
      b: transposeB ? matmul(transpose(g), transposeA ? transpose(a) : a) : matmul(transposeA ? a : transpose(a), g),
    }),
    'layers.relu': ({ x }, g) => ({ x: map(g, (value, at) => ((x.data[at] ?? 0) > 0 ? value : 0)) }),
  },
} satisfies Adapter<Tensor>;

/** Says that the library does not offer a case. */
const unsupported = (message: string): Error => Object.assign(new Error(message), { name: 'Unsupported' });

/** A tensor of floating-point numbers: whole and complex ones are refused, for a wrong result would go unnoticed. */
function floating(x: Tensor): Tensor {
  if (x.dtype === 'float64' || x.dtype === 'float32') return x;
  throw new TypeError(\`needs floating-point numbers, got \${x.dtype}\`);
}

function matrix(a: Tensor): { readonly rows: number; readonly columns: number } {
  if (a.shape.length > 2) throw unsupported('takes no batches');
  const [rows, columns] = floating(a).shape;
  if (rows === undefined || columns === undefined) throw new RangeError('needs a matrix');
  return { rows, columns };
}

/** A new tensor of the same kind as \`like\`. */
const made = (like: Tensor, shape: readonly number[], values: readonly number[]): Tensor => ({
  dtype: like.dtype,
  shape,
  data: like.dtype === 'float32' ? Float32Array.from(values) : Float64Array.from(values),
});

function matmul(a: Tensor, b: Tensor): Tensor {
  const [left, right] = [matrix(a), matrix(b)];
  if (a.dtype !== b.dtype) throw new TypeError('matmul: needs two tensors of one type');
  if (left.columns !== right.rows) throw new RangeError('matmul: a has other columns than b has rows');
  const values = Array.from({ length: left.rows * right.columns }, (_, at) => {
    const [i, j] = [Math.floor(at / right.columns), at % right.columns];
    let sum = 0;
    for (let k = 0; k < left.columns; k++) {
      sum += (a.data[i * left.columns + k] ?? 0) * (b.data[k * right.columns + j] ?? 0);
    }
    return sum;
  });
  return made(a, [left.rows, right.columns], values);
}

function transpose(a: Tensor): Tensor {
  const { rows, columns } = matrix(a);
  const values = Array.from({ length: rows * columns }, (_, at) => a.data[(at % rows) * columns + Math.floor(at / rows)] ?? 0);
  return made(a, [columns, rows], values);
}

const map = (x: Tensor, value: (element: number, at: number) => number): Tensor =>
  made(x, x.shape, Array.from(x.data, value));
`;
