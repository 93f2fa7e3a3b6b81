"""Products, inverses and factors in closed form: the formula itself is evaluated, nothing is decomposed."""

from fractions import Fraction
from functools import partial
from math import lcm, prod

import numpy as np
from mpmath import mp

from fixture import certified, exact, fixture, indices, rounded
from matrices import (
    frank,
    growth,
    hadamard,
    hilbert,
    hilbertDeterminant,
    identity,
    inverseHilbert,
    inversePascal,
    lauchli,
    matrix,
    minimum,
    pascal,
    pascalTriangle,
    scaled,
    secondDifference,
    transposed,
)
from precise import tensor

EXACT = dict(source='closed form', generator='closedForm', precision='exact', tools=['python'])
make = partial(fixture, **EXACT)
makeReal = partial(
    fixture, **{**EXACT, 'precision': 'formula at 60 and 110 digits, rounded once', 'tools': ['python', 'mpmath']}
)


def real(values):
    """mpf (or exact) values as a tensor that `certified` can round."""
    return tensor(np.array(values, dtype=object))


def products():
    h, l = hadamard(8), pascalTriangle(6)
    yield make(
        'linalg.matmul/hadamard-8',
        'H H^T = 8 I: a sign or an index error leaves something off the diagonal.',
        {'a': exact(h), 'b': exact(h)},
        {'c': exact(scaled(8, identity(8)))},
        {'transposeB': True},
        exact=True,
    )
    yield make(
        'linalg.matmul/pascal-6',
        'L L^T with the Pascal triangle is the Pascal matrix; L^T L is not.',
        {'a': exact(l), 'b': exact(l)},
        {'c': exact(pascal(6))},
        {'transposeB': True},
        exact=True,
    )
    yield make(
        'linalg.matmul/nilpotent',
        'The pair that does not commute: swapped operands give the other corner.',
        {'a': exact([[0, 1], [0, 0]]), 'b': exact([[0, 0], [1, 0]])},
        {'c': exact([[1, 0], [0, 0]])},
        exact=True,
    )
    yield make(
        'linalg.matmul/rotation-90',
        'A quarter turn; its transpose turns the other way.',
        {'a': exact([[0, -1], [1, 0]]), 'b': exact([[1, 2, 3], [4, 5, 6]])},
        {'c': exact([[-4, -5, -6], [1, 2, 3]])},
        exact=True,
    )
    yield makeReal(
        'linalg.frobeniusNorm/identity-2',
        'sqrt 2, where the spectral norm is 1.',
        {'a': exact(identity(2))},
        certified(lambda: {'norm': mp.sqrt(2)}),
    )
    for sign, what in ((1, 'overflow'), (-1, 'underflow')):
        unit = Fraction(2) ** (600 * sign)
        yield make(
            f'linalg.frobeniusNorm/near-{what}',
            f'(3, 4) times 2^{600 * sign} has norm 5 times it: squares that are not scaled {what}.',
            {'a': exact([[3 * unit, 4 * unit]])},
            {'norm': exact(5 * unit)},
        )
    yield make(
        'linalg.spectralNorm/identity-2',
        '1, where the Frobenius norm is sqrt 2.',
        {'a': exact(identity(2))},
        {'norm': exact(1)},
    )
    yield makeReal(
        'linalg.spectralNorm/shear',
        'A shear stretches by the golden ratio; its spectral radius is 1.',
        {'a': exact([[1, 1], [0, 1]])},
        certified(lambda: {'norm': +mp.phi}),
    )
    for sign, what in ((1, 'overflow'), (-1, 'underflow')):
        unit = Fraction(2) ** (600 * sign)
        yield makeReal(
            f'linalg.spectralNorm/near-{what}',
            f'3 sqrt 5 times 2^{600 * sign}: A^T A {what}s.',
            {'a': exact([[3 * unit, 0], [4 * unit, 5 * unit]])},
            certified(lambda: {'norm': 3 * mp.sqrt(5) * mp.mpf(2) ** (600 * sign)}),
        )
    yield makeReal(
        'linalg.spectralNorm/lauchli-wide',
        'sqrt(3 + e^2) from a wide matrix.',
        {'a': exact(transposed(lauchli(Fraction(1, 2**20), 3)))},
        certified(lambda: {'norm': mp.sqrt(3 + mp.mpf(2) ** -40)}),
    )


def inverses():
    unit = lcm(*range(1, 10))
    yield make(
        'decompositions.inv/hilbert-5',
        'lcm(1..9) H_5 has integer entries; its inverse is the integer inverse of H_5 over 2520.',
        {'a': exact(scaled(unit, hilbert(5)))},
        {'x': rounded(scaled(Fraction(1, unit), inverseHilbert(5)))},
    )
    yield make(
        'decompositions.inv/inverse-hilbert-5',
        'The integer inverse of H_5 goes back to 1 / (i + j - 1).',
        {'a': exact(inverseHilbert(5))},
        {'x': rounded(hilbert(5))},
    )
    yield make(
        'decompositions.inv/pascal-6',
        'An integer matrix of determinant 1 has an integer inverse.',
        {'a': exact(pascal(6))},
        {'x': exact(inversePascal(6))},
    )
    yield make(
        'decompositions.inv/minimum-6',
        'The inverse of min(i, j) is tridiagonal (-1, 2, -1) with last entry 1.',
        {'a': exact(minimum(6))},
        {'x': exact(matrix(6, 6, lambda i, j: 1 if i == j == 6 else secondDifference(6)[i - 1][j - 1]))},
    )
    yield make(
        'decompositions.inv/second-difference-5',
        'min(i, j) (6 - max(i, j)) / 6: a full inverse of a sparse matrix.',
        {'a': exact(secondDifference(5))},
        {'x': rounded(matrix(5, 5, lambda i, j: Fraction(min(i, j) * (6 - max(i, j)), 6)))},
    )
    yield make(
        'decompositions.det/inverse-hilbert-5',
        '266716800000 = 1 / det H_5.',
        {'a': exact(inverseHilbert(5))},
        {'d': exact(1 / hilbertDeterminant(5))},
    )
    yield make(
        'decompositions.det/hilbert-5',
        '2520^5 / 266716800000 = 381024, the determinant of 2520 H_5.',
        {'a': exact(scaled(unit, hilbert(5)))},
        {'d': exact(unit**5 * hilbertDeterminant(5))},
    )
    yield make(
        'decompositions.det/pascal-6',
        'Determinant 1 from entries up to 252.',
        {'a': exact(pascal(6))},
        {'d': exact(1)},
    )
    yield make(
        'decompositions.det/frank-8',
        'Determinant 1; not symmetric, so an elimination along the wrong axis shows in the pivots.',
        {'a': exact(frank(8))},
        {'d': exact(1)},
    )
    yield make('decompositions.det/second-difference-7', 'n + 1.', {'a': exact(secondDifference(7))}, {'d': exact(8)})
    yield make(
        'decompositions.det/vandermonde-5',
        'The product of the differences of the nodes 1, 2, 3, 5, 7.',
        {'a': exact([[node**k for k in range(5)] for node in (1, 2, 3, 5, 7)])},
        {'d': exact(prod(b - a for i, a in enumerate((1, 2, 3, 5, 7)) for b in (1, 2, 3, 5, 7)[i + 1 :]))},
    )
    yield make(
        'decompositions.det/hadamard-8',
        "8^4: Hadamard's bound is attained.",
        {'a': exact(hadamard(8))},
        {'d': exact(4096)},
    )
    yield make(
        'decompositions.det/permutations',
        'Parity: the sign of every row exchange counts; a batch of four.',
        {
            'a': exact(
                [
                    [[0, 1, 0], [1, 0, 0], [0, 0, 1]],
                    [[0, 1, 0], [0, 0, 1], [1, 0, 0]],
                    [[0, 0, 1], [0, 1, 0], [1, 0, 0]],
                    identity(3),
                ]
            )
        },
        {'d': exact([-1, 1, -1, 1])},
        exact=True,
    )
    yield make(
        'decompositions.solve/pascal-6',
        'b = P (1, .., 1) and P e_6: the answers are all ones and the last unit vector.',
        {'a': exact(pascal(6)), 'b': exact([[sum(row), row[5]] for row in pascal(6)])},
        {'x': exact([[1, int(i == 5)] for i in range(6)])},
    )
    yield make(
        'decompositions.solve/needs-pivot',
        'A zero first pivot: elimination without exchanges divides by zero.',
        {'a': exact([[0, 1], [1, 0]]), 'b': exact([[2], [3]])},
        {'x': exact([[3], [2]])},
    )
    ones = matrix(5, 5, lambda i, j: int(i >= j))
    yield make(
        'decompositions.triangularSolve/running-sums',
        'The inverse of the lower ones is the first difference.',
        {'t': exact(ones), 'b': exact([[1], [3], [6], [10], [15]])},
        {'x': exact([[1], [2], [3], [4], [5]])},
        exact=True,
    )
    yield make(
        'decompositions.pinv/ones-3-2',
        'Rank one: 1/6 everywhere; a pseudoinverse without a rank decision blows up.',
        {'a': exact([[1, 1]] * 3)},
        {'x': rounded([[Fraction(1, 6)] * 3] * 2)},
    )
    yield make(
        'decompositions.pinv/row-and-column',
        '(A B)^+ is not B^+ A^+: here A = (1 0), and [1; 1]^+ = (1/2 1/2).',
        {'a': exact([[1], [1]])},
        {'x': exact([[Fraction(1, 2)] * 2])},
    )
    yield make(
        'decompositions.pinv/diagonal-wide',
        'The transpose with reciprocal non-zeros; the zero stays zero.',
        {'a': exact([[4, 0, 0, 0], [0, 0, 0, 0], [0, 0, Fraction(1, 2), 0]])},
        {'x': exact([[Fraction(1, 4), 0, 0], [0, 0, 0], [0, 0, 2], [0, 0, 0]])},
    )


def factors():
    yield make(
        'decompositions.cholesky/pascal-6',
        'The factor of the Pascal matrix is the Pascal triangle.',
        {'a': exact(pascal(6))},
        {'l': exact(pascalTriangle(6))},
    )
    yield make(
        'decompositions.cholesky/minimum-6',
        'The factor of min(i, j) is the lower ones.',
        {'a': exact(minimum(6))},
        {'l': exact(matrix(6, 6, lambda i, j: int(i >= j)))},
    )
    yield makeReal(
        'decompositions.cholesky/second-difference-6',
        'l_ii = sqrt((i + 1) / i), l_i+1,i = -1 / l_ii.',
        {'a': exact(secondDifference(6))},
        certified(
            lambda: {
                'l': real(
                    matrix(
                        6,
                        6,
                        lambda i, j: (
                            mp.sqrt(mp.mpf(i + 1) / i)
                            if i == j
                            else -mp.sqrt(mp.mpf(j) / (j + 1)) if i == j + 1 else mp.mpf(0)
                        ),
                    )
                )
            }
        ),
    )
    yield make(
        'decompositions.lu/wilkinson-growth-10',
        'Multipliers 15/16 let the last column grow to (31/16)^9 with no exchange; all is exact.',
        {'a': exact(growth(10, Fraction(15, 16)))},
        {
            'permutation': indices(range(10)),
            'l': exact(matrix(10, 10, lambda i, j: 1 if i == j else -Fraction(15, 16) if j < i else 0)),
            'u': exact(matrix(10, 10, lambda i, j: Fraction(31, 16) ** (i - 1) if j == 10 else int(i == j))),
        },
    )
    yield make(
        'decompositions.lu/exchange',
        'The permutation is the whole answer.',
        {'a': exact([[0, 1], [1, 0]])},
        {'permutation': indices([1, 0]), 'l': exact(identity(2)), 'u': exact(identity(2))},
        exact=True,
    )
    tiny = Fraction(1e-20)
    yield make(
        'decompositions.lu/tiny-pivot',
        'Without the exchange U holds 1 - 1e20 and the 1 is lost.',
        {'a': exact([[tiny, 1], [1, 1]])},
        {'permutation': indices([1, 0]), 'l': rounded([[1, 0], [tiny, 1]]), 'u': rounded([[1, 1], [0, 1 - tiny]])},
    )
    yield make(
        'decompositions.qr/three-four-five',
        'Q = (3 -4; 4 3) / 5 and R = (5 4; 0 3), transposed from the rows of A.',
        {'a': exact([[3, 0], [4, 5]])},
        {
            'q': rounded([[Fraction(3, 5), Fraction(-4, 5)], [Fraction(4, 5), Fraction(3, 5)]]),
            'r': exact([[5, 4], [0, 3]]),
        },
        upTo={'q': 'column signs', 'r': 'row signs'},
    )
    yield make(
        'decompositions.qr/hadamard-4',
        'Q = H / 2, R = 2 I: R must not keep the signs of H.',
        {'a': exact(hadamard(4))},
        {'q': exact(scaled(Fraction(1, 2), hadamard(4))), 'r': exact(scaled(2, identity(4)))},
        upTo={'q': 'column signs', 'r': 'row signs'},
    )

    def lauchliR():
        e2 = mp.mpf(2) ** -26
        return {
            'r': real([[mp.sqrt(1 + e2), 1 / mp.sqrt(1 + e2)], [mp.mpf(0), mp.sqrt((2 * e2 + e2 * e2) / (1 + e2))]])
        }

    yield makeReal(
        'decompositions.qr/lauchli-tall',
        'A tall matrix whose columns almost coincide: A^T A loses the second row of R.',
        {'a': exact(lauchli(Fraction(1, 2**13), 2))},
        certified(lauchliR),
        upTo={'r': 'row signs'},
    )


def fixtures():
    for chapter in (products, inverses, factors):
        yield from chapter()
