"""What LAPACK, asked by NumPy and SciPy, answers on 300 random and special matrices: `golden/strangers/answers.json.gz`.

Nothing here knows the specification: the answers are handed to the clauses of the operations, which must let them pass
(`test/strangers.test.ts`). Matrices are those of LAPACK's TESTING (LATMS, modes 1 to 6) and of Higham's gallery, a third of them
in single precision.

    python3 golden/generators/strangers.py [file]
"""

import base64
import gzip
import json
import platform
import sys
import warnings
from pathlib import Path

import numpy as np
import scipy
import scipy.linalg
from scipy.linalg import hilbert, invhilbert, invpascal, pascal

SEED = 20261129
random = np.random.Generator(np.random.PCG64(SEED))


def entries(m, n, entry):
    """Indices from 1, as the literature has them."""
    return np.array([[float(entry(i, j)) for j in range(1, n + 1)] for i in range(1, m + 1)])


def square(entry):
    return lambda n: entries(n, n, entry)


def tridiagonal(below, diagonal, above):
    def built(n):
        inner = range(1, n)
        sides = np.diag([float(below(i)) for i in inner], -1) + np.diag([float(above(i)) for i in inner], 1)
        return sides + np.diag([float(diagonal(i, n)) for i in range(1, n + 1)])

    return built


def clement(n):
    """Eigenvalues +-(n - 1), +-(n - 3), ..; not symmetric, tridiagonal with a zero diagonal."""
    return np.diag(np.arange(n - 1, 0, -1.0), -1) + np.diag(np.arange(1.0, n), 1)


def rosser(_):
    return np.array(
        [
            [611, 196, -192, 407, -8, -52, -49, 29],
            [196, 899, 113, -192, -71, -43, -8, -44],
            [-192, 113, 899, 196, 61, 49, 8, 52],
            [407, -192, 196, 611, 8, 44, 59, -23],
            [-8, -71, 61, 8, 411, -599, 208, 208],
            [-52, -43, 49, 44, -599, 411, 208, 208],
            [-49, -8, 8, 59, 208, 208, 99, -911],
            [29, -44, 52, -23, 208, 208, -911, 99],
        ],
        dtype=float,
    )


def kahan(n, angle=1.2):
    s, c = np.sin(angle), np.cos(angle)
    return np.diag(s ** np.arange(n)) @ (np.eye(n) - c * np.triu(np.ones((n, n)), 1))


def lauchli(n, mu=2.0**-27):
    return np.vstack([np.ones((1, n)), mu * np.eye(n)])


def grcar(n):
    return -np.eye(n, k=-1) + sum(np.eye(n, k=k) for k in range(4))


def vandermonde(n):
    return np.vander(np.arange(1, n + 1) / n)


def chebyshev(n):
    """Vandermonde of Chebyshev polynomials at their extrema."""
    points = np.cos(np.pi * np.arange(n) / max(n - 1, 1))
    return np.polynomial.chebyshev.chebvander(points, n - 1).T


def wilkinsonGrowth(n):
    a = np.eye(n) - np.tril(np.ones((n, n)), -1)
    a[:, -1] = 1
    return a


def forsythe(n):
    a = np.eye(n, k=1)
    a[-1, 0] = 2.0**-26
    return a


def krylov(n):
    a = entries(n, n, lambda i, j: np.sin(i * j))
    columns = [np.ones(n)]
    for _ in range(n - 1):
        columns.append(a @ columns[-1])
    return np.array(columns).T


def involutory(n):
    """Bauer and Fike: A^2 = I, and ill-conditioned."""
    a, d = hilbert(n), -n
    a[:, 0] *= d
    for i in range(1, n):
        d = -(n + i) * (n - i) * d / (i * i)
        a[i, :] *= d
    return a


def redheffer(n):
    return entries(n, n, lambda i, j: j == 1 or j % i == 0)


def smoke(n):
    """The real part of a matrix whose eigenvalues are roots of unity less one."""
    return np.diag(np.cos(2 * np.pi * np.arange(1, n + 1) / n)) + np.roll(np.eye(n), 1, axis=1)


def companion(n):
    return scipy.linalg.companion(np.poly(np.arange(1, n + 1)))


def neumann(n):
    a = tridiagonal(lambda i: -1, lambda i, n: 2, lambda i: -1)(n)
    a[0, 1] = a[-1, -2] = -2
    return a


GALLERY = {
    'hilbert': hilbert,
    'inverse hilbert': lambda n: invhilbert(n).astype(float),
    'pascal': lambda n: pascal(n).astype(float),
    'inverse pascal': lambda n: invpascal(n).astype(float),
    'frank': lambda n: entries(n, n, lambda i, j: 0 if j < i - 1 else n + 1 - max(i, j)),
    'clement': clement,
    'wilkinson': lambda n: tridiagonal(lambda i: 1, lambda i, n: abs((n - 1) / 2 - i + 1), lambda i: 1)(n),
    'wilkinson minus': lambda n: tridiagonal(lambda i: 1, lambda i, n: (n - 1) / 2 - i + 1, lambda i: 1)(n),
    'wilkinson growth': wilkinsonGrowth,
    'kahan': kahan,
    'lauchli': lauchli,
    'grcar': grcar,
    'vandermonde': vandermonde,
    'chebyshev vandermonde': chebyshev,
    'lotkin': square(lambda i, j: 1 if i == 1 else 1 / (i + j - 1)),
    'lehmer': square(lambda i, j: min(i, j) / max(i, j)),
    'moler': square(lambda i, j: i if i == j else min(i, j) - 2),
    'minimum': square(min),
    'fiedler': square(lambda i, j: abs(i - j)),
    'parter': square(lambda i, j: 1 / (i - j + 0.5)),
    'cauchy': square(lambda i, j: 1 / (i + j)),
    'prolate': square(lambda i, j: 0.5 if i == j else np.sin(0.5 * np.pi * (i - j)) / (np.pi * (i - j))),
    'kac murdock szego': square(lambda i, j: 0.5 ** abs(i - j)),
    'pei': square(lambda i, j: 1 + (i == j)),
    'second difference': tridiagonal(lambda i: -1, lambda i, n: 2, lambda i: -1),
    'neumann': neumann,
    'forsythe': forsythe,
    'jordan': lambda n: np.eye(n) * 0.5 + np.eye(n, k=1),
    'nilpotent': lambda n: np.triu(np.ones((n, n)), 1),
    'triw': lambda n: np.eye(n) - np.triu(np.ones((n, n)), 1),
    'dramadah': square(lambda i, j: j == i + 1 or (j <= i and (i - j) % 2 == 0)),
    'hadamard': lambda n: scipy.linalg.hadamard(1 << (n.bit_length() - 1)).astype(float),
    'circulant': lambda n: scipy.linalg.circulant(np.arange(1.0, n + 1)),
    'krylov': krylov,
    'involutory': involutory,
    'redheffer': redheffer,
    'smoke': smoke,
    'companion': companion,
    'orthogonal': lambda n: entries(n, n, lambda i, j: np.sqrt(2 / (n + 1)) * np.sin(i * j * np.pi / (n + 1))),
    'permutation': lambda n: np.roll(np.eye(n), 2, axis=0),
    'ones': lambda n: np.ones((n, n)),
    'zeros': lambda n: np.zeros((n, n)),
    'binomial': lambda n: invpascal(n, kind='lower') @ np.diag(2.0 ** np.arange(n)) @ pascal(n, kind='lower'),
    'rosser': rosser,
    'graded': square(lambda i, j: 10.0 ** -(i + j) * (3 if i == j else 1)),
}


def orthogonal(n):
    q, r = np.linalg.qr(random.standard_normal((n, n)))
    return q * np.sign(np.diag(r))


def latms(mode, m, n, condition, symmetric):
    """LAPACK's LATMS: singular values, or sizes of eigenvalues, by mode from 1 down to 1 / condition."""
    k = min(m, n)
    step = np.arange(k) / max(k - 1, 1)
    d = {
        1: np.where(np.arange(k) == 0, 1.0, 1 / condition),
        2: np.where(np.arange(k) == k - 1, 1 / condition, 1.0),
        3: condition**-step,
        4: 1 - step * (1 - 1 / condition),
        5: np.exp(-random.random(k) * np.log(condition)),
        6: random.standard_normal(k),
    }[mode]
    if symmetric:
        q = orthogonal(n)
        a = (q * d * random.choice([-1.0, 1.0], k)) @ q.T
        return (a + a.T) / 2
    return (orthogonal(m)[:, :k] * d) @ orthogonal(n)[:, :k].T


def drawn(at):
    """Matrices by chance: of some distributions, shapes, ranks and scales."""
    m, n = [(3, 3), (6, 4), (4, 7), (5, 5), (8, 3), (2, 6), (7, 7)][at % 7]
    kind = at % 8
    if kind == 0:
        return 'normal', random.standard_normal((m, n))
    if kind == 1:
        return 'signs and zeros', random.integers(-1, 2, (m, n)).astype(float)
    if kind == 2:
        return 'integers', random.integers(-9, 10, (m, n)).astype(float)
    if kind == 3:
        left = random.integers(-3, 4, (m, 2)).astype(float)
        return 'rank 2', left @ random.integers(-3, 4, (2, n))
    if kind == 4:
        return 'large', random.standard_normal((n, n)) * 2.0**60
    if kind == 5:
        return 'small', random.standard_normal((n, n)) * 2.0**-60
    if kind == 6:
        a = random.standard_normal((n, n))
        return 'definite', a @ a.T + np.eye(n)
    a = random.standard_normal((n, n))
    return 'symmetric', a + a.T


def matrices():
    for name, build in GALLERY.items():
        for n in [8] if name == 'rosser' else [3, 5, 8]:
            yield f'{name} {n}', build(n)
    for at in range(84):
        mode, symmetric = 1 + at % 6, at % 4 == 3
        m, n = (4, 4) if symmetric else [(4, 4), (6, 6), (7, 4), (3, 6)][at % 5 % 4]
        condition = [1e2, 1e6, 1e12, 10][at % 7 % 4]
        name = f'latms mode {mode} {m} by {n}' + (' symmetric' if symmetric else '')
        yield name, latms(mode, m, n, condition, symmetric)
    at = 0
    while True:
        name, a = drawn(at)
        yield f'{name} {at}', a
        at += 1


def complexPairs(z):
    return np.stack([z.real, z.imag], axis=-1).reshape(z.shape[:-1] + (2 * z.shape[-1],))


def lu(a):
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        packed, exchanges = scipy.linalg.lu_factor(a)
    order = np.arange(len(a))
    for k, p in enumerate(exchanges):
        order[[k, p]] = order[[p, k]]
    return dict(permutation=order, l=np.tril(packed, -1) + np.eye(len(a), dtype=a.dtype), u=np.triu(packed))


def answers(a, at):
    """The answers of some operations, in turn; where a matrix is singular to working precision there is no inverse to ask for."""
    m, n = a.shape
    b = (random.integers(-9, 10, (m, 2)) / 1).astype(a.dtype)
    if at % 2 == 0 and np.abs(a).max() < 1e9:
        b = (a @ random.integers(-9, 10, (n, 2))).astype(a.dtype)
    found = {}
    q, r = scipy.linalg.qr(a, mode='economic')
    u, s, vt = scipy.linalg.svd(a, full_matrices=False, lapack_driver='gesdd' if at % 2 else 'gesvd')
    found['qr'] = dict(q=q, r=r)
    found['svd'] = dict(u=u, s=s, v=vt.T)
    found['pinv'] = dict(x=scipy.linalg.pinv(a))
    found['lstsq'] = dict(x=np.linalg.lstsq(a, b, rcond=None)[0])
    if m == n:
        found['lu'] = lu(a)
        w, v = np.linalg.eig(a)
        found['eig'] = dict(w=complexPairs(w.astype(complex)), v=complexPairs(v.astype(complex)))
        if s[-1] > 10 * n * np.finfo(a.dtype).eps * s[0]:
            found['solve'] = dict(x=np.linalg.solve(a, b))
            found['inv'] = dict(x=np.linalg.inv(a))
        if (a == a.T).all():
            w, v = np.linalg.eigh(a)
            found['eigh'] = dict(w=w, v=v)
            if w[0] > 10 * n * n * np.finfo(a.dtype).eps * w[-1]:
                found['cholesky'] = dict(l=np.linalg.cholesky(a))
    names = list(found)
    # All of a small matrix, and some of a larger one, so that the file stays small.
    isKept = lambda k, name: a.size <= 9 or (k + at) % 2 == 0 or name in ('eigh', 'cholesky')
    return b, {name: found[name] for k, name in enumerate(names) if isKept(k, name)}


def encoded(array, dtype):
    data = np.ascontiguousarray(array, dtype=np.dtype(dtype).newbyteorder('<'))
    return [list(data.shape), base64.b64encode(data.tobytes()).decode()]


def record(at, name, a):
    single = at % 3 == 1
    dtype = np.float32 if single and np.abs(a).max() < 1e30 else np.float64
    a = a.astype(dtype)
    b, found = answers(a, at)
    word = np.dtype(dtype).name
    return dict(
        name=name,
        dtype=word,
        a=encoded(a, dtype),
        b=encoded(b, dtype),
        answers={
            operation: {
                output: encoded(value, 'int32' if output == 'permutation' else dtype) for output, value in outputs.items()
            }
            for operation, outputs in found.items()
        },
    )


def main(path):
    chosen = [record(at, name, a) for at, (name, a) in zip(range(300), matrices())]
    tools = dict(python=platform.python_version(), numpy=np.__version__, scipy=scipy.__version__)
    text = json.dumps(dict(tools=tools, seed=SEED, matrices=chosen), separators=(',', ':'))
    # Without a time, so that the same answers are the same bytes.
    Path(path).write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f'{len(chosen)} matrices, {len(text)} bytes, {Path(path).stat().st_size} compressed')


if __name__ == '__main__':
    main(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent / 'strangers' / 'answers.json.gz')
