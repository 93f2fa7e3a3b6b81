"""Least squares problems whose answers are published: linear regression of NIST's Statistical Reference Datasets (StRD).

Data and certified values are facts, from https://www.itl.nist.gov/div898/strd/. Of the decimal data the least squares solution is
found exactly, in rational numbers, and must round to the digits that are certified; a fixture holds the data rounded to doubles
and the exact solution of these, rounded once. Powers of x are in units of a power of two where they need it, lest the columns differ
so much that the tolerance of the rank takes some for zero: the unknowns are then multiples of the certified ones.
"""

from fractions import Fraction

import numpy as np

LONGLEY = """
60323 83.0 234289 2356 1590 107608 1947
61122 88.5 259426 2325 1456 108632 1948
60171 88.2 258054 3682 1616 109773 1949
61187 89.5 284599 3351 1650 110929 1950
63221 96.2 328975 2099 3099 112075 1951
63639 98.1 346999 1932 3594 113270 1952
64989 99.0 365385 1870 3547 115094 1953
63761 100.0 363112 3578 3350 116219 1954
66019 101.2 397469 2904 3048 117388 1955
67857 104.6 419180 2822 2857 118734 1956
68169 108.4 442769 2936 2798 120445 1957
66513 110.8 444546 4681 2637 121950 1958
68655 112.6 482704 3813 2552 123366 1959
69564 114.2 502601 3931 2514 125368 1960
69331 115.7 518173 4806 2572 127852 1961
70551 116.9 554894 4007 2827 130081 1962
"""

NORRIS_X = """
0.2 337.4 118.2 884.6 10.1 226.5 666.3 996.3 448.6 777.0 558.2 0.4 0.6 775.5 666.9 338.0 447.5 11.6 556.0 228.1 995.8
887.6 120.2 0.3 0.3 556.8 339.1 887.2 999.0 779.0 11.1 118.3 229.2 669.1 448.9 0.5
"""
NORRIS_Y = """
0.1 338.8 118.1 888.0 9.2 228.1 668.5 998.5 449.1 778.9 559.2 0.3 0.1 778.1 668.8 339.3 448.9 10.8 557.7 228.3 998.0
888.8 119.6 0.3 0.6 557.6 339.3 888.0 998.5 778.9 10.2 117.6 228.9 668.4 449.2 0.2
"""

PONTIUS_Y = """
.11019 .21956 .32949 .43899 .54803 .65694 .76562 .87487 .98292 1.09146 1.20001 1.30822 1.41599 1.52399 1.63194 1.73947
1.84646 1.95392 2.06128 2.16844 .11052 .22018 .32939 .43886 .54798 .65739 .76596 .87474 .98300 1.09150 1.20004 1.30818
1.41613 1.52408 1.63159 1.73965 1.84696 1.95445 2.06177 2.16829
"""

FILIP_X = """
-6.860120914 -4.324130045 -4.358625055 -4.358426747 -6.955852379 -6.661145254 -6.355462942 -6.118102026 -7.115148017
-6.815308569 -6.519993057 -6.204119983 -5.853871964 -6.109523091 -5.79832982 -5.482672118 -5.171791386 -4.851705903
-4.517126416 -4.143573228 -3.709075441 -3.499489089 -6.300769497 -5.953504836 -5.642065153 -5.031376979 -4.680685696
-4.329846955 -3.928486195 -8.56735134 -8.363211311 -8.107682739 -7.823908741 -7.522878745 -7.218819279 -6.920818754
-6.628932138 -6.323946875 -5.991399828 -8.781464495 -8.663140179 -8.473531488 -8.247337057 -7.971428747 -7.676129393
-7.352812702 -7.072065318 -6.774174009 -6.478861916 -6.159517513 -6.835647144 -6.53165267 -6.224098421 -5.910094889
-5.598599459 -5.290645224 -4.974284616 -4.64454848 -4.290560426 -3.885055584 -3.408378962 -3.13200249 -8.726767166
-8.66695597 -8.511026475 -8.165388579 -7.886056648 -7.588043762 -7.283412422 -6.995678626 -6.691862621 -6.392544977
-6.067374056 -6.684029655 -6.378719832 -6.065855188 -5.752272167 -5.132414673 -4.811352704 -4.098269308 -3.66174277
-3.2644011
"""
FILIP_Y = """
0.8116 0.9072 0.9052 0.9039 0.8053 0.8377 0.8667 0.8809 0.7975 0.8162 0.8515 0.8766 0.8885 0.8859 0.8959 0.8913 0.8959
0.8971 0.9021 0.909 0.9139 0.9199 0.8692 0.8872 0.89 0.891 0.8977 0.9035 0.9078 0.7675 0.7705 0.7713 0.7736 0.7775
0.7841 0.7971 0.8329 0.8641 0.8804 0.7668 0.7633 0.7678 0.7697 0.77 0.7749 0.7796 0.7897 0.8131 0.8498 0.8741 0.8061
0.846 0.8751 0.8856 0.8919 0.8934 0.894 0.8957 0.9047 0.9129 0.9209 0.9219 0.7739 0.7681 0.7665 0.7703 0.7702 0.7761
0.7809 0.7961 0.8253 0.8602 0.8809 0.8301 0.8664 0.8834 0.8898 0.8964 0.8963 0.9074 0.9119 0.9228
"""

# What is added to the quintics of Wampler: orthogonal to all of them.
WAMPLER = """
759 -2048 2048 -2048 2523 -2048 2048 -2048 1838 -2048 2048 -2048 1838 -2048 2048 -2048 2523 -2048 2048 -2048 759
"""


def decimals(text):
    return [Fraction(word) for word in text.split()]


def powers(x, degree, unit=1):
    return [[(Fraction(value) / unit) ** k for k in range(degree + 1)] for value in x]


def quintic(noise):
    """1 + x + .. + x^5 at 0 .. 20, and a multiple of what is orthogonal to it."""
    return [sum(x**k for k in range(6)) + noise * e for x, e in enumerate(decimals(WAMPLER))]


def problems():
    """Name, what it tells, A, b, unit of the powers, the certified values."""
    longley = [decimals(line) for line in LONGLEY.strip().splitlines()]
    norris = [[Fraction(1), x] for x in decimals(NORRIS_X)]
    pontius = [150000 * (1 + k % 20) for k in range(40)]
    wampler = range(21)
    ones = ['1'] * 6
    yield 'nist-norris', 'A line through 36 points.', norris, decimals(NORRIS_Y), 1, [
        '-0.262323073774029',
        '1.00211681802045',
    ]
    yield 'nist-pontius', 'A parabola of a tiny curvature.', powers(pontius, 2, 2**21), decimals(PONTIUS_Y), 2**21, [
        '0.673565789473684E-03',
        '0.732059160401003E-06',
        '-0.316081871345029E-14',
    ]
    yield 'nist-no-intercept-1', 'A line through the origin.', [[Fraction(x)] for x in range(60, 71)], [
        Fraction(y) for y in range(130, 141)
    ], 1, ['2.07438016528926']
    yield 'nist-no-intercept-2', 'A line through the origin, three points.', [[Fraction(x)] for x in (4, 5, 6)], [
        Fraction(y) for y in (3, 4, 4)
    ], 1, ['0.727272727272727']
    yield (
        'nist-longley',
        'Employment by six regressors that are nearly dependent: half of the digits are lost.',
        [[Fraction(1), *row[1:]] for row in longley],
        [row[0] for row in longley],
        1,
        [
            '-3482258.63459582',
            '15.0618722713733',
            '-0.358191792925910E-01',
            '-2.02022980381683',
            '-1.03322686717359',
            '-0.511041056535807E-01',
            '1829.15146461355',
        ],
    )
    yield (
        'nist-filip',
        'A polynomial of degree 10, in powers of x / 8: normal equations give no digit of it.',
        powers(decimals(FILIP_X), 10, 8),
        decimals(FILIP_Y),
        8,
        [
            '-1467.48961422980',
            '-2772.17959193342',
            '-2316.37108160893',
            '-1127.97394098372',
            '-354.478233703349',
            '-75.1242017393757',
            '-10.8753180355343',
            '-1.06221498588947',
            '-0.670191154593408E-01',
            '-0.246781078275479E-02',
            '-0.402962525080404E-04',
        ],
    )
    yield 'nist-wampler-1', 'A quintic through its points: no residual.', powers(wampler, 5), quintic(0), 1, ones
    yield 'nist-wampler-2', 'A quintic of small coefficients.', powers(wampler, 5), [
        sum(Fraction(x, 10) ** k for k in range(6)) for x in wampler
    ], 1, ['1', '0.1', '0.01', '0.001', '0.0001', '0.00001']
    for at, noise, note in [
        (3, 1, 'A quintic with a residual.'),
        (4, 100, 'A residual of a hundred times that.'),
        (5, 10000, 'A residual that is larger than what is fitted: the square of the condition number shows.'),
    ]:
        yield f'nist-wampler-{at}', f'{note} In powers of x / 16.', powers(wampler, 5, 16), quintic(noise), 16, ones


def define(a, b):
    """The solution of A^T A x = A^T b: exact in rational numbers, and of twice the digits elsewhere."""
    n = a.shape[1]
    rows = np.concatenate([a.T @ a, a.T @ b], axis=1)
    for k in range(n):
        rows[k] = rows[k] / rows[k, k]
        for i in range(n):
            if i != k:
                rows[i] = rows[i] - rows[i, k] * rows[k]
    return {'x': rows[:, n:]}


def certified(solution, digits):
    """Whether a rational number rounds to certified digits: half a unit of the last one that is given."""
    _, places = digits.split('.') if '.' in digits else (digits, '')
    fraction, _, exponent = places.partition('E')
    unit = Fraction(10) ** (int(exponent or 0) - len(fraction))
    return solution == Fraction(digits) or abs(solution - Fraction(digits)) <= unit / 2


def fixtures(make):
    for name, note, a, b, unit, digits in problems():
        exact = define(np.array(a, dtype=object), np.array([[value] for value in b], dtype=object))['x'][:, 0]
        for k, (value, given) in enumerate(zip(exact, digits)):
            if not certified(value / unit**k, given):
                raise ArithmeticError(f'{name}: unknown {k} is {float(value / unit**k)}, certified {given}')
        given = {'a': np.array(a, dtype=float), 'b': np.array([[value] for value in b], dtype=float)}
        fractions = np.frompyfunc(lambda value: Fraction(float(value)), 1, 1)
        solution = define(fractions(given['a']), fractions(given['b']))['x']
        yield make(name, note, given, {'x': solution.astype(float)})
