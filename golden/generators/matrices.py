"""The matrices of the literature whose inverses, determinants, factors or spectra are known in closed form.

Sources: Gregory and Karney, A Collection of Matrices for Testing Computational Algorithms (1969); Higham, Accuracy and
Stability of Numerical Algorithms, chapter 28; Lauchli (1961); Rosser et al. (1951); Wilkinson (1961).
"""

from fractions import Fraction
from math import comb, factorial, prod


def matrix(rows, columns, entry):
    """[[entry(i, j)]] with indices from 1, as the literature has them."""
    return [[entry(i, j) for j in range(1, columns + 1)] for i in range(1, rows + 1)]


def identity(n):
    return matrix(n, n, lambda i, j: int(i == j))


def hilbert(n):
    return matrix(n, n, lambda i, j: Fraction(1, i + j - 1))


def inverseHilbert(n):
    """Choi, Tricks or Treats with the Hilbert Matrix (1983)."""
    return matrix(
        n,
        n,
        lambda i, j: (-1) ** (i + j)
        * (i + j - 1)
        * comb(n + i - 1, n - j)
        * comb(n + j - 1, n - i)
        * comb(i + j - 2, i - 1) ** 2,
    )


def hilbertDeterminant(n):
    c = prod(factorial(i) for i in range(1, n))
    return Fraction(c**4, prod(factorial(i) for i in range(1, 2 * n)))


def scaled(factor, a):
    return [[factor * value for value in row] for row in a]


def pascal(n):
    return matrix(n, n, lambda i, j: comb(i + j - 2, i - 1))


def pascalTriangle(n):
    return matrix(n, n, lambda i, j: comb(i - 1, j - 1))


def inversePascal(n):
    """P = L L^T and the inverse of L is L with alternating signs."""
    signed = lambda i, j: (-1) ** (i + j) * comb(i - 1, j - 1)
    return matrix(n, n, lambda i, j: sum(signed(k, i) * signed(k, j) for k in range(1, n + 1)))


def secondDifference(n):
    return matrix(n, n, lambda i, j: 2 if i == j else -1 if abs(i - j) == 1 else 0)


def minimum(n):
    return matrix(n, n, min)


def frank(n):
    return matrix(n, n, lambda i, j: 0 if j < i - 1 else n + 1 - max(i, j))


def hadamard(n):
    return (
        [[1]]
        if n == 1
        else [row + row for row in hadamard(n // 2)] + [row + [-v for v in row] for row in hadamard(n // 2)]
    )


def lauchli(epsilon, n):
    return [[1] * n] + matrix(n, n, lambda i, j: epsilon if i == j else 0)


def transposed(a):
    return [list(row) for row in zip(*a)]


def growth(n, multiplier):
    """Wilkinson's matrix of maximal growth, with a multiplier below 1 so that no pivot is tied."""
    return matrix(n, n, lambda i, j: 1 if i == j or j == n else -multiplier if j < i else 0)


ROSSER = [
    [611, 196, -192, 407, -8, -52, -49, 29],
    [196, 899, 113, -192, -71, -43, -8, -44],
    [-192, 113, 899, 196, 61, 49, 8, 52],
    [407, -192, 196, 611, 8, 44, 59, -23],
    [-8, -71, 61, 8, 411, -599, 208, 208],
    [-52, -43, 49, 44, -599, 411, 208, 208],
    [-49, -8, 8, 59, 208, 208, 99, -911],
    [29, -44, 52, -23, 208, 208, -911, 99],
]
