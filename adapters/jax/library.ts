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
      title: 'jnp.linalg.eig gives half or twice the eigenvalue of a matrix whose entries are very large or small',
      kind: 'defect',
      clauses: ['decompositions.eig/C1', 'decompositions.eig/C4'],
      cause:
        'Seen from outside: of 2^460 it gives 2^459, of 2^-460 2^-459, and is right near 1. LAPACK (dgeev) scales such a matrix and scales the eigenvalues back; one of the two seems to be off by a factor 2. It was not read in the source.',
      call: `import jax
jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
print(jnp.linalg.eig(jnp.array([[2.0**460]]))[0][0].real.item() / 2.0**460)`,
      right: '1: the eigenvalue of a matrix of order 1 is its entry.',
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
