import { defineLibrary } from '../../scripts/_internal/library.ts';

export default defineLibrary({
  title: 'JAX',
  homepage: 'https://github.com/jax-ml/jax',
  language: 'Python',
  needs: 'JAX and NumPy for python3 (`pip install jax`)',
  ways: [
    {
      name: 'eager',
      exec: 'python3 adapters/jax/adapter.py --dtype float64',
      dtypes: ['float64'],
      says: 'One operation after another on the CPU with JAX_ENABLE_X64, differentiated by jax.vjp. Every call of another shape is compiled first.',
      runs: 8,
      timeout: 60,
    },
  ],
  findings: [
    {
      id: 'axis-out-of-range',
      title: 'argmax, mean and split meet an axis that is not there by an error of Python',
      kind: 'defect',
      clauses: [
        'tensor.argmax/R1',
        'tensor.argmax/attributes',
        'tensor.mean/attributes',
        'tensor.split/R1',
        'tensor.split/attributes',
      ],
      signature: 'tuple index out of range',
      cause:
        'They look up the size of the axis in the shape before the axis is canonicalised, as jnp.sum does it: the error is that of the tuple, and names no axis.',
      call: `import jax.numpy as jnp
for call in (lambda x: jnp.sum(x, axis=7), lambda x: jnp.mean(x, axis=7), lambda x: jnp.argmax(x, axis=7), lambda x: jnp.split(x, 1, axis=7)):
    try:
        call(jnp.ones(2))
    except Exception as error:
        print(type(error).__name__, error)`,
      right: 'An error that says which axis was asked for and how many there are, as the first line.',
    },
    {
      id: 'clip-of-crossed-bounds',
      title: 'jnp.clip takes a least value above the largest',
      kind: 'convention',
      clauses: ['tensor.clip/R2'],
      cause: 'It is minimum(maximum(x, min), max), as in NumPy, whose documentation says that no check is performed.',
      call: `import jax.numpy as jnp
print(jnp.clip(jnp.array(1.0), 1, 0))`,
      right: 'The specification asks that crossed bounds be refused: no number lies between them.',
    },
    {
      id: 'stable-descending-sort',
      title: 'jnp.sort(descending=True, stable=True) turns equal elements round, and jnp.argsort does not',
      kind: 'defect',
      clauses: ['tensor.sort/C6', 'tensor.sort/zeros'],
      cause:
        '`sort` in jax/_src/numpy/sorting.py sorts upwards and turns the result round, which turns equal elements round as well; `argsort` corrects its positions for that, so that it is stable.',
      call: `import jax
import jax.numpy as jnp
zeros = jnp.array([0.0, -0.0])
print(jnp.sort(zeros, descending=True, stable=True), jnp.argsort(zeros, descending=True, stable=True))
x = jnp.ones(3)
print(jax.vjp(lambda x: jnp.sort(x, descending=True, stable=True), x)[1](jnp.array([1.0, 2.0, 3.0]))[0])`,
      right:
        '[0, -0] beside [0, 1], and [1, 2, 3]: a stable sort leaves equal elements where they are, and the elements are those at the positions.',
    },
    {
      id: 'eigenvalues-far-from-one',
      title: 'jnp.linalg.eig of a matrix with entries above 1e138 or below 1e-138 gives eigenvalues of that size',
      kind: 'defect',
      clauses: ['decompositions.eig/C1', 'decompositions.eig/C4'],
      replays: [
        'RYvBCsIwEET_ZfC4KAHxsOBBBH-i9BCbrQRqErpbi5T8uwSEzmF4DG82fMCOMPkVjCBDfpes0WJOepT4Ot0dCMG-RcAYp-ztcgZh8CrgDTGVxbSRb3UwSZpncLe7nSPXE27_6GO9oq-V4M3m-FxM2r8NKhLArv4A',
      ],
      cause:
        'jaxlib/lapack.py takes `dgeev` from scipy.linalg.cython_lapack, and that of OpenBLAS 0.3.30, which SciPy 1.17.1 brings along, scales such a matrix to 2^459 or 2^-459 and its eigenvalues not back.',
      call: `import jax
jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
for exponent in (459, 460, 600, -460):
    print(jnp.linalg.eig(jnp.array([[2.0**exponent]]))[0][0].real.item() / 2.0**exponent)`,
      right: '1: the eigenvalue of a matrix of order 1 is its entry. NumPy 2.4.6, with OpenBLAS 0.3.31, gives it.',
    },
    {
      id: 'eigh-gradient-of-large',
      title: 'The gradient of jnp.linalg.eigh is infinite or NaN where eigenvalues are 2^53 or more',
      kind: 'defect',
      clauses: ['decompositions.eigh/gradient'],
      cause:
        '`eigh_jvp_rule` in jax/_src/lax/linalg.py adds the identity to the differences of eigenvalues so that nothing is divided by 0 on the diagonal, `eye_n + w_j - w_i`, from left to right: 1 + w rounds to w, and the diagonal is 1 / 0 after all.',
      call: `import jax
jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
vector = lambda a: jnp.linalg.eigh(a)[1][0, 0]
print(jax.grad(vector)(jnp.array([[1e15]])), jax.grad(vector)(jnp.array([[1e30]])))
print(jax.grad(vector)(2.0**60 * jnp.diag(jnp.array([1.0, 2.0]))))`,
      right:
        '0 in all three: the vector of a matrix of order 1 is 1, and to the first order a diagonal matrix keeps the elements of its vectors that are 1. `eye_n + (w_j - w_i)` is right.',
    },
    {
      id: 'repeated-label-of-size-one',
      title: 'jnp.einsum takes a matrix of one row or column for square, and gives its first element for its trace',
      kind: 'defect',
      clauses: ['linalg.einsum/signature'],
      replays: [
        'rZFBa8MwDIX_y2NHrW2aMYqhg0Cvg-5ccnBTryj13GDJy0bxfx_ZUrpLTpsueiB98KR3wTtMQfC2h4HnYP1x5jhIepsLH4PVFB0IB_3sHAxe_dnq4wMIjRUHcwGHLqkM6kNmi6HfqQtyjjC72_quoGVNqMZ6XlxVdXqp1mvUmQa-mOR_06vNalSbftvf6OUkXVI5yY9yW83_Or_6KKev-BcfqHMmWNXI-6Tu-_mS9tJE7oYowExMbUvc3j8xMqFJvousMD8hZYI4d4Ap8hc',
      ],
      cause:
        'opt_einsum, which checks the sizes, lets an axis of size 1 stretch to the others of its label, in one term as well; `sum_repeats` in jax/_src/numpy/einsum.py selects the diagonal by a mask of the shape that there is.',
      call: `import jax.numpy as jnp
import numpy as np
print(jnp.einsum("ii", jnp.array([[1.0, 2.0]])), jnp.einsum("ii->i", jnp.ones((1, 3))))
try:
    np.einsum("ii", np.array([[1.0, 2.0]]))
except ValueError as error:
    print(error)`,
      right: 'An error, as NumPy raises it: a matrix that is not square has no trace.',
    },
    {
      id: 'channels-by-themselves',
      title: 'A convolution of every channel by itself in float64 makes NaN of all channels where one is infinite',
      kind: 'defect',
      clauses: ['layers.conv2d/special'],
      cause:
        'Where feature_group_count is the number of channels XLA on CPU makes a dense convolution of it, with weights of 0 between different channels: the compiled program has `select(.., 0)` and a dot. 0 times infinity is NaN. In float32 another kernel is called, which is right.',
      call: `import jax
jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
for dtype in (jnp.float64, jnp.float32):
    x = jnp.array([jnp.inf, 1], dtype).reshape(1, 2, 1, 1)
    print(jax.lax.conv_general_dilated(x, jnp.ones((2, 1, 1, 1), dtype), (1, 1), "VALID", feature_group_count=2).ravel())`,
      right: '[inf, 1] in both: the second channel does not depend on the first.',
    },
    {
      id: 'symmetrised-by-broadcasting',
      title: 'jnp.linalg.eigh and cholesky take a matrix that is not square, if it has one column',
      kind: 'defect',
      clauses: ['decompositions.eigh/signature', 'decompositions.cholesky/signature'],
      cause:
        'The argument is symmetrised before its shape is looked at: (A + A^T) / 2 of a column broadcasts to a square matrix, whose eigenvalues are these.',
      call: `import jax.numpy as jnp
print(jnp.linalg.eigvalsh(jnp.array([[19.0], [10.0]])))`,
      right: 'An error, as of every other matrix that is not square.',
    },
    {
      id: 'top-k-of-zeros',
      title: 'jax.lax.top_k counts 0 as larger than -0',
      kind: 'convention',
      clauses: ['tensor.topk/integers'],
      cause:
        'XLA compares by a total order of floating-point numbers, in which -0 stands before 0; jnp.sort takes them for equal.',
      call: `import jax
import jax.numpy as jnp
print(jax.lax.top_k(jnp.array([-0.0, 0.0]), 2))`,
      right:
        'The specification takes them for equal, as IEEE 754 comparison does, and the first of equals comes first.',
    },
    {
      id: 'division-by-reciprocal',
      title: 'A division by one number is a product by its reciprocal, and not correctly rounded',
      kind: 'defect',
      clauses: ['tensor.div/C4'],
      cause:
        'XLA rewrites a division by what is broadcast from one number into a product by 1 / that number, which rounds twice; a division by as many numbers it leaves alone.',
      call: `import jax
jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
a = jnp.array([3.0, 1.0])
print(jnp.divide(a, jnp.array([5.0]))[0].item(), jnp.divide(a, jnp.array([5.0, 5.0]))[0].item())`,
      right: '0.6 in both: division is correctly rounded in IEEE 754, and broadcasting changes no number.',
      link: 'https://github.com/tensorflow/tensorflow/issues/24061',
    },
    {
      id: 'probability-nan',
      title: 'jax.random.bernoulli takes a probability of NaN',
      kind: 'convention',
      clauses: ['numerics.bernoulli/attributes'],
      cause:
        'It compares uniform numbers with the probability, of which none is less than NaN. Values are not looked at in JAX.',
      call: `import jax
print(jax.random.bernoulli(jax.random.key(0), float("nan"), (3,)))`,
      right: 'The specification asks that a probability that is no number be refused.',
    },
    {
      id: 'orthogonal-of-order-zero',
      title: 'jax.random.orthogonal makes a matrix of order 0',
      kind: 'convention',
      clauses: ['numerics.haarOrthogonal/attributes'],
      cause: 'The order is a size as any other.',
      call: `import jax
print(jax.random.orthogonal(jax.random.key(0), 0).shape)`,
      right: 'The specification asks for an order of 1 or more.',
    },
    {
      id: 'gradient-of-norm-at-zero',
      title: 'The gradient of jnp.linalg.norm at zeros is NaN',
      kind: 'convention',
      clauses: ['linalg.frobeniusNorm/C7', 'linalg.frobeniusNorm/kinks', 'linalg.norm/C7'],
      cause:
        '`norm` in jax/_src/numpy/linalg.py is the square root of a sum of squares, differentiated as it stands: infinity times 0. Its maintainers hold it to be right, for the derivative is not defined there.',
      call: `import jax
import jax.numpy as jnp
print(jax.grad(jnp.linalg.norm)(jnp.zeros(2)))`,
      right:
        '0, the subgradient of least norm, which torch.linalg.norm gives, and which leaves a program that passes a zero on the way without NaN.',
      link: 'https://github.com/jax-ml/jax/issues/26248',
    },
    {
      id: 'lu-of-batches',
      title: 'jax.scipy.linalg.lu refuses the batches that it documents',
      kind: 'defect',
      clauses: ['decompositions.lu/*'],
      signature: 'too many values to unpack',
      cause:
        '`_lu` in jax/_src/scipy/linalg.py unpacks `m, n = np.shape(a)`. The documentation: "a: array of shape (..., M, N) to decompose".',
      call: `import jax.numpy as jnp
import jax.scipy.linalg
try:
    print(jax.scipy.linalg.lu(jnp.ones((2, 3, 3))))
except ValueError as error:
    print(error)`,
      right: 'P, L and U of both matrices, as `jax.vmap(jax.scipy.linalg.lu)` gives them.',
    },
    {
      id: 'vectors-by-their-number-of-axes',
      title:
        'solve_triangular takes a matrix of right-hand sides for vectors, where the triangular matrices have a batch axis',
      kind: 'defect',
      clauses: ['decompositions.triangularSolve/repeatable'],
      signature: 'output x must be',
      cause:
        '`_solve_triangular` in jax/_src/scipy/linalg.py takes b for a batch of vectors where it has one axis less than a and its last axis fits, with a FutureWarning that it will not. The documentation: "(N,) .. or (..., N, M)".',
      call: `import warnings
import jax.numpy as jnp
import jax.scipy.linalg
warnings.simplefilter("ignore")
t = jnp.stack([jnp.eye(2), 2 * jnp.eye(2)])
print(jax.scipy.linalg.solve_triangular(t, jnp.ones((2, 2))).shape, jnp.linalg.solve(t, jnp.ones((2, 2))).shape)
print(jax.scipy.linalg.solve_triangular(t, jnp.ones((2, 1))).shape)`,
      right:
        '(2, 2, 2) and (2, 2, 1): a batch of two matrices, and one matrix of right-hand sides, which is broadcast.',
    },
    {
      id: 'attention-in-float32',
      title: 'jax.nn.dot_product_attention computes the softmax of float64 in float32',
      kind: 'defect',
      clauses: [
        'sequence.scaledDotProductAttention/definition',
        'sequence.scaledDotProductAttention/tiles',
        'sequence.scaledDotProductAttention/integers',
        'sequence.scaledDotProductAttention/exchange',
        'sequence.scaledDotProductAttention/shapes',
        'sequence.scaledDotProductAttention/batch',
        'sequence.scaledDotProductAttention/neighbours',
        'sequence.scaledDotProductAttention/storage',
        'sequence.scaledDotProductAttention/jacobian',
        'sequence.scaledDotProductAttention/adjoint',
        'sequence.scaledDotProductAttention/differences',
        'sequence.scaledDotProductAttention/linearCotangent',
      ],
      cause:
        '`_dot_product_attention_core` in jax/_src/nn/functions.py: "Softmax and it is always carried out in fp32", by `padded_logits.astype(np.float32)`. It is meant for 16 bits; the documentation does not say it, and the result is of float64.',
      call: `import jax
jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
one = lambda *values: jnp.array(values, dtype=jnp.float64).reshape(1, -1, 1, 1)
print(jax.nn.dot_product_attention(one(1), one(0, 1), one(0, 1)).item())
print(jax.nn.softmax(jnp.array([0.0, 1.0]))[1])`,
      right: '0.7310585786300049 in both: with one feature and the values 0 and 1 the result is the second weight.',
      link: 'https://github.com/jax-ml/jax/pull/21371',
    },
    {
      id: 'standardize-in-one-pass',
      title: 'jax.nn.standardize loses the variance of what lies far from 0',
      kind: 'defect',
      clauses: ['layers.layerNorm/golden/far-from-zero'],
      cause:
        '`standardize` in jax/_src/nn/functions.py takes the variance for the mean of squares less the square of the mean, and rounding leaves nothing of it where the mean is large. Mended upstream after this version.',
      call: `import jax
import jax.numpy as jnp
print(jax.nn.standardize(jnp.array([10000.0, 10001.0, 10002.0])))
print(jax.nn.standardize(jnp.array([0.0, 1.0, 2.0])))`,
      right: '[-1.2247, 0, 1.2247] in both: adding a constant changes nothing.',
      link: 'https://github.com/jax-ml/jax/issues/37281',
    },
  ],
});
