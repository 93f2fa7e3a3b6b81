/** The adapter that `init` writes: a plain object that imports nothing, with two operations and their gradients. */
export const templateAdapter = `/**
 * An adapter: how tensor-laws calls a numeric library. Judge it with
 *
 *     npx tensor-laws check ./tensor-laws.adapter.mjs
 *
 * It imports nothing, so that it runs as it is. Replace the functions below by calls of your library, then add operations:
 * "npx tensor-laws list" names them, "npx tensor-laws show linalg.matmul" says what one must satisfy. What is absent counts
 * as unsupported, not as a failure. For a case that your library does not offer, throw unsupported('...').
 */
export default {
  name: 'my-library',
  version: '0.0.0',

  // What your library promises: bounds are computed from it, and the report prints it. docs/profile.md of tensor-laws lists all of it.
  profile: {
    // The data type that is judged. Several may be listed: ['float64', 'float32', 'float16']; the first is the default.
    dtype: 'float64',
    // No leading batch axes. Leave it out when yours has them and broadcasts them; 'leading' when it does not broadcast.
    batches: 'none',
    // For some operations only: operations: { 'layers.*': { ulps: { exp: 2 } } },
  },

  // From the neutral tensor { dtype, shape, data }, row-major, to your library's own value, and back again. \`expected\` holds
  // the dtype and the shape that the specification expects, for libraries whose values do not know their own.
  toNative: (tensor) => tensor,
  fromNative: (value, expected) => value,

  // Inputs come by name, attributes with their defaults filled in. One output is returned bare, several by name: { q, r }.
  operations: {
    'linalg.matmul': ({ a, b }, { transposeA, transposeB }) => matmul(transposeA ? transpose(a) : a, transposeB ? transpose(b) : b),
    'layers.relu': ({ x }) => map(floating(x), (value) => (value < 0 ? 0 : value)),
    // 'decompositions.qr': ({ a }) => ({ q: ..., r: ... }),
  },

  // The pullback: inputs and the cotangent of the output in, one gradient per input out.
  gradients: {
    'linalg.matmul': ({ a, b }, g, { transposeA, transposeB }) => ({
      a: transposeA ? matmul(transposeB ? transpose(b) : b, transpose(g)) : matmul(g, transposeB ? b : transpose(b)),
      b: transposeB ? matmul(transpose(g), transposeA ? transpose(a) : a) : matmul(transposeA ? a : transpose(a), g),
    }),
    'layers.relu': ({ x }, g) => ({ x: map(g, (value, at) => (x.data[at] > 0 ? value : 0)) }),
  },
};

/** A new tensor of the same kind as \`like\`. */
const tensor = (like, shape, size) => ({ dtype: like.dtype, shape, data: new like.data.constructor(size) });

/** Says that the library does not offer a case. */
const unsupported = (message) => Object.assign(new Error(message), { name: 'Unsupported' });

/** A tensor of floating-point numbers: whole and complex ones are refused. */
function floating(x) {
  if (x.dtype === 'float64' || x.dtype === 'float32') return x;
  throw new TypeError(\`needs floating-point numbers, got \${x.dtype}\`);
}

function matmul(a, b) {
  if (a.shape.length > 2 || b.shape.length > 2) throw unsupported('matmul: takes no batches');
  // Invalid input must raise an error: a wrong result would go unnoticed.
  if (a.shape.length < 2 || b.shape.length < 2) throw new RangeError('matmul: needs two matrices');
  if (a.dtype !== b.dtype) throw new TypeError('matmul: needs two tensors of one type');
  floating(a);
  const [m, p] = a.shape;
  const [rows, n] = b.shape;
  if (p !== rows) throw new RangeError(\`matmul: a has \${p} columns, b has \${rows} rows\`);
  const c = tensor(a, [m, n], m * n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < p; k++) sum += a.data[i * p + k] * b.data[k * n + j];
      c.data[i * n + j] = sum;
    }
  }
  return c;
}

function transpose(a) {
  if (a.shape.length > 2) throw unsupported('transpose: takes no batches');
  if (a.shape.length < 2) throw new RangeError('transpose: needs a matrix');
  const [m, n] = a.shape;
  const t = tensor(a, [n, m], m * n);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) t.data[j * m + i] = a.data[i * n + j];
  return t;
}

function map(x, value) {
  if (x.dtype === 'int32') throw new TypeError('map: needs a floating-point tensor');
  const y = tensor(x, x.shape, x.data.length);
  x.data.forEach((element, at) => {
    y.data[at] = value(element, at);
  });
  return y;
}
`;
