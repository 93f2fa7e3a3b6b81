"""Fixtures of the operations with complex results: Fourier transforms and eigenvalues. Usage: python3 complexNumbers.py [folder]

Each is evaluated by mpmath at 60 and at 110 digits, rounded once, and checked against NumPy. It needs no other generator's peers.
"""

import sys

sys.dont_write_bytecode = True

from pathlib import Path
from platform import python_version

import mpmath
import numpy as np
from mpmath import mp

from condition import roundedUp
from fixture import COARSE, EPS, FINE, agreed, encoded, grid, pretty, sealed


def certified(evaluate):
    """The complex (or real) arrays of `evaluate()` rounded to float64, the same at 60 and at 110 digits."""
    with mp.workdps(COARSE):
        coarse = evaluate()
    with mp.workdps(FINE):
        fine = evaluate()
        return {name: rounded(name, coarse[name], fine[name]) for name in fine}


def rounded(name, coarse, fine):
    """Part by part; what is 40 digits below the largest number is a zero, also where its part is one everywhere."""
    negligible = max(abs(z) for z in fine) * mp.mpf(10) ** -40

    def parts(values, of):
        return np.array([mp.mpf(0) if abs(of(z)) <= negligible else of(z) for z in values], dtype=object)

    re, im = (agreed(name, parts(coarse, of), parts(fine, of)) for of in (mp.re, mp.im))
    return re + 1j * im


def lifted(array):
    return np.frompyfunc(lambda z: mp.mpc(z.real, z.imag), 1, 1)(array)


def dft(x, inverse):
    n = len(x)
    x = lifted(x)
    roots = [mp.expjpi(mp.mpf(2 * r if inverse else -2 * r) / n) for r in range(n)]
    y = [sum(x[j] * roots[j * k % n] for j in range(n)) for k in range(n)]
    return np.array([value / n for value in y] if inverse else y, dtype=object)


def adjoint(g, inverse):
    return dft(g, not inverse) * (mp.mpf(1) / len(g) if inverse else len(g))


def transform(name, note, x, inverse=False, g=None, seed=None):
    y = certified(lambda: {'y': dft(x, inverse)})['y']
    scale = 1 / len(x) if inverse else 1
    formula = 'sum |x_j| / max|y|'
    accuracy = lambda given, result: roundedUp(max(1, scale * np.sum(np.abs(given)) / np.max(np.abs(result))))
    checked(name, np.fft.ifft(x) if inverse else np.fft.fft(x), y, accuracy(x, y))
    entry = record('linalg.dft', name, note, seed, accuracy(x, y), formula, {'inverse': inverse}, {'x': x}, {'y': y})
    if g is not None:
        gradient = certified(lambda: {'x': adjoint(g, inverse)})['x']
        entry['gradients'] = {
            'cotangents': {'y': encoded(g)},
            'inputs': {'x': encoded(gradient)},
            'condition': accuracy(g, gradient),
            'certifiedDigits': 16,
            'conditionFormula': 'sum |g_k| / max|gradient|',
        }
    return sealed(entry)


def eigenvalues(name, note, a, seed=None):
    a = np.array(a, dtype=float)

    def evaluate():
        values = mp.eig(mp.matrix(a.tolist()), left=False, right=False)
        return {'w': np.array(sorted(values, key=lambda z: (round(float(mp.re(z)), 8), float(mp.im(z)))), dtype=object)}

    w = certified(evaluate)['w']
    values, vectors = np.linalg.eig(a)
    lengths = np.linalg.norm(np.linalg.inv(vectors), axis=1)
    condition = roundedUp(max(1, np.max(lengths) * np.linalg.norm(a, 2) / np.max(np.abs(w))))
    order = [np.argmin(np.abs(values - one)) for one in w]
    assert sorted(order) == list(range(len(w))), name
    checked(name, values[order], w, condition)
    formula = '||A||_2 max 1/|y_j^H x_j| / max|w|'
    entry = record('decompositions.eig', name, note, seed, condition, formula, {}, {'a': a}, {'w': w})
    return sealed({**entry, 'upTo': {'w': 'order'}})


def spectra():
    yield eigenvalues('rotation-90', 'A quarter turn has no real eigenvalue: i and -i.', [[0, -1], [1, 0]])
    yield eigenvalues('shear-2', 'Not normal: 1 + 10 i and its conjugate.', [[1, 100], [-1, 1]])
    companion = np.vstack([[15, -85, 225, -274, 120], np.eye(4, 5)])
    yield eigenvalues('companion-5', 'The companion matrix of (x - 1) .. (x - 5): five real eigenvalues.', companion)
    yield eigenvalues('cycle-6', 'The cyclic shift has the sixth roots of unity: unshifted iterations stand still.', np.roll(np.eye(6), 1, axis=0))
    yield eigenvalues('noise-7', 'Real eigenvalues and conjugate pairs together.', grid(311, (7, 7)), 311)
    yield eigenvalues('triangle-4', 'A triangle has its diagonal.', [[3, 1, 2, 4], [0, -1, 5, 1], [0, 0, 2, 1], [0, 0, 0, 7]])


def checked(name, actual, expected, condition):
    ratio = np.max(np.abs(actual - expected)) / (len(expected) * EPS * condition * np.max(np.abs(expected)))
    assert ratio <= 4, f'{name} disagrees with NumPy, ratio {ratio}'


def record(operation, name, note, seed, condition, formula, attributes, inputs, outputs):
    return {
        'id': f'{operation}/{name}',
        'operation': operation,
        'source': 'mpmath',
        'generator': 'golden/generators/complexNumbers.py',
        'tools': {'python': python_version(), 'mpmath': mpmath.__version__, 'numpy': np.__version__},
        'seed': seed,
        'precision': 'formula at 60 and 110 digits, rounded once',
        'note': note,
        'certifiedDigits': 16,
        'condition': condition,
        'conditionFormula': formula,
        'attributes': attributes,
        'inputs': {key: encoded(value) for key, value in inputs.items()},
        'outputs': {key: encoded(value) for key, value in outputs.items()},
    }


def noise(seed, n):
    return grid(seed, (n,)) + 1j * grid(seed + 1, (n,))


def unit(n, at):
    return np.eye(n, dtype=complex)[at]


def transforms():
    yield transform('impulse-6', 'The impulse at 1 gives e^(-2 pi i k / 6): the opposite sign turns the other way.', unit(6, 1))
    yield transform('impulse-inverse-5', 'The inverse of the impulse at 2: e^(4 pi i j / 5) / 5.', unit(5, 2), inverse=True)
    yield transform('constant-8', 'A constant has its sum at frequency 0, and nothing else.', np.full(8, 1.5 - 2j))
    yield transform('real-7', 'A real input, of prime length: conjugate pairs.', grid(301, (7,)) + 0j, seed=301)
    yield transform('noise-12', 'Length 12: mixed factors.', noise(303, 12), g=noise(305, 12), seed=303)
    yield transform('noise-inverse-9', 'The inverse divides by 9, and so does its gradient.', noise(307, 9), True, noise(309, 9), 307)


def write(folder, only=()):
    for operation, fixtures in (('linalg.dft', transforms), ('decompositions.eig', spectra)):
        if only and operation not in only:
            continue
        records = fixtures()
        path = folder / (operation.replace('.', '/') + '.json')
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pretty(sorted(records, key=lambda one: one['id'])) + '\n', encoding='utf-8')


if __name__ == '__main__':
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent)
