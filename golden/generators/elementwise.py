"""Elementary functions of every element at arguments that are hard: beside zeros and poles, at the ends, near multiples of pi.

All arguments are float32 numbers. A group has values of one size, for what is allowed is in units of the largest.
"""

from functools import partial

import numpy as np
from mpmath import mp

import precise
from fixture import exact
from multiprecision import make

make = partial(make, generator='elementwise')
UNARY = {
    'exp': (mp.exp, np.exp),
    'expm1': (mp.expm1, np.expm1),
    'log': (mp.log, np.log),
    'log1p': (mp.log1p, np.log1p),
    'log2': (lambda x: mp.log(x, 2), np.log2),
    'log10': (mp.log10, np.log10),
    'sqrt': (mp.sqrt, np.sqrt),
    'reciprocal': (lambda x: 1 / x, np.reciprocal),
    'sin': (mp.sin, np.sin),
    'cos': (mp.cos, np.cos),
    'tan': (mp.tan, np.tan),
    'asin': (mp.asin, np.arcsin),
    'acos': (mp.acos, np.arccos),
    'atan': (mp.atan, np.arctan),
    'sinh': (mp.sinh, np.sinh),
    'cosh': (mp.cosh, np.cosh),
    'tanh': (mp.tanh, np.tanh),
    'asinh': (mp.asinh, np.arcsinh),
    'acosh': (mp.acosh, np.arccosh),
    'atanh': (mp.atanh, np.arctanh),
}
BINARY = {'atan2': (mp.atan2, np.arctan2), 'pow': (mp.power, np.power), 'hypot': (mp.hypot, np.hypot)}
NAMES = {'atan2': ('y', 'x'), 'pow': ('a', 'b'), 'hypot': ('a', 'b')}
RESULTS = {'atan2': 'angle', 'pow': 'c', 'hypot': 'c'}


def pairwise(name):
    function, [first, second] = np.frompyfunc(BINARY[name][0], 2, 1), NAMES[name]
    return lambda **given: {RESULTS[name]: precise.tensor(function(given[first], given[second]))}


def paired(name):
    [first, second] = NAMES[name]
    return lambda **given: {RESULTS[name]: BINARY[name][1](given[first], given[second])}


DEFINITIONS = {
    **{f'tensor.{name}': (lambda f: lambda x: {'y': precise.each(f)(x)})(f) for name, (f, _) in UNARY.items()},
    **{f'tensor.{name}': pairwise(name) for name in BINARY},
}
LIBRARY = {
    **{f'tensor.{name}': (lambda f: lambda x: {'y': f(x)})(f) for name, (_, f) in UNARY.items()},
    **{f'tensor.{name}': paired(name) for name in BINARY},
}
CONDITIONS = {
    operation: lambda *_: (1, '1: a function of one element is right to a few units in the last place')
    for operation in DEFINITIONS
}

HALF, DOUBLE = 2.0**-24, 2.0**-23
GROUPS = [
    ('exp', 'beside-zero', 'Rounded to 1 the argument is lost.', [DOUBLE, -DOUBLE, 2.0**-12, -(2.0**-20)]),
    ('exp', 'large', 'A rounding of x log2(e) is one of the result, times x.', [88.5, 88.25, 87.75]),
    ('exp', 'small', 'The result is nearly subnormal in float32.', [-87.25, -86.75]),
    ('expm1', 'beside-zero', 'exp(x) - 1 has no digit left.', [HALF, -HALF, DOUBLE]),
    ('expm1', 'moderate', 'Between the series and the exponential.', [0.34375, -0.34375, 0.25, -0.5]),
    ('log', 'beside-one', 'The logarithm of 1 + x is not to be had from a table of leading bits.', [1 + DOUBLE, 1 - HALF]),
    ('log', 'far', 'Exponents of both ends.', [2.0**100, 3.0 * 2.0**-120, 1e10]),
    ('log1p', 'beside-zero', 'log(1 + x) rounds 1 + x first.', [HALF, -HALF, DOUBLE]),
    ('log1p', 'beside-pole', 'Beside -1, where it is large.', [-1 + HALF, -1 + 2.0**-20]),
    ('log2', 'beside-one', 'log(x) / log(2) errs twice.', [1 + DOUBLE, 1 - HALF]),
    ('log2', 'thirds', 'No power of two.', [3.0, 5.0, 7.0]),
    ('log10', 'powers', 'Powers of ten are exact; log(x) / log(10) is not at 1000.', [10.0, 1000.0, 100000.0, 10000000.0]),
    ('sqrt', 'beside-halves', 'Rounded correctly, beside the middle between two numbers.', [1 + DOUBLE, 1 - HALF, 2 - DOUBLE]),
    ('reciprocal', 'thirds', 'Rounded correctly.', [3.0, 7.0, 1 + DOUBLE, 1 - HALF]),
    ('sin', 'near-multiples-of-pi', 'sin(355) is -3.0e-5: pi must have more digits than a double.', [355.0, -355.0]),
    ('sin', 'large', 'The argument is reduced by a long pi.', [2.0**22, 1e10, 2.0**100]),
    ('cos', 'near-its-zeros', 'cos(11) is 4.4e-3, cos(1.5707964) -4.4e-8.', [11.0, 33.0]),
    ('cos', 'large', 'The argument is reduced by a long pi.', [2.0**23, 2.0**100, 1e10]),
    ('tan', 'near-its-poles', 'tan(11) is -226.', [11.0, 33.0]),
    ('tan', 'beside-zero', 'It is the argument.', [2.0**-14, -(2.0**-14)]),
    ('asin', 'ends', 'Its slope is infinite at 1.', [1 - HALF, 1 - DOUBLE, -1 + HALF]),
    ('acos', 'end', 'pi / 2 - asin(x) has half the digits.', [1 - HALF, 1 - DOUBLE]),
    ('acos', 'beside-zero', 'pi / 2 less the argument.', [2.0**-12, -(2.0**-12), 0.0]),
    ('atan', 'moderate', 'Where pieces meet.', [0.4375, 0.6875, 1.1875, 2.4375]),
    ('atan', 'large', 'pi / 2 less the reciprocal.', [2.0**20, -(2.0**20), 2.0**26]),
    ('atan2', 'quadrants', 'The quadrant comes from both signs.', [(3.0, 4.0), (3.0, -4.0), (-3.0, -4.0), (-3.0, 4.0)]),
    ('atan2', 'far-apart', 'The quotient under- or overflows.', [(2.0**-100, -(2.0**100)), (2.0**100, 2.0**-100)]),
    ('sinh', 'beside-zero', '(e^x - e^-x) / 2 cancels.', [2.0**-12, -(2.0**-12)]),
    ('sinh', 'large', 'e^x overflows where sinh does not.', [88.75, -88.75]),
    ('cosh', 'beside-zero', 'It is 1 up to the square of the argument.', [2.0**-10, -(2.0**-12)]),
    ('cosh', 'large', 'e^x overflows where cosh does not.', [88.75, 89.0]),
    ('tanh', 'beside-zero', 'It is the argument less a third of its cube.', [2.0**-10, -(2.0**-10)]),
    ('tanh', 'large', 'It is 1 up to 2 e^-2x.', [8.0, 9.0, -9.5]),
    ('asinh', 'beside-zero', 'log(x + sqrt(x^2 + 1)) has no digit left.', [2.0**-12, -(2.0**-12)]),
    ('asinh', 'large', 'The square overflows.', [2.0**100, -(2.0**120)]),
    ('acosh', 'beside-one', 'log(x + sqrt(x^2 - 1)) has half the digits.', [1 + DOUBLE, 1 + 2 * DOUBLE]),
    ('acosh', 'large', 'The square overflows.', [2.0**100, 2.0**120]),
    ('atanh', 'beside-zero', 'The logarithm of a quotient near 1.', [2.0**-12, -(2.0**-12)]),
    ('atanh', 'ends', 'It is infinite at 1.', [1 - HALF, -1 + HALF]),
    ('pow', 'large-exponents', 'A rounding of b log a is one of the result, times b log a.', [(1 + 2.0**-12, 2.0**18), (1 - 2.0**-13, -(2.0**19))]),
    ('pow', 'negative-bases', 'An odd power keeps the sign.', [(-3.0, 3.0), (-3.0, 4.0), (-2.5, 3.0)]),
    ('pow', 'roots', 'Fractional exponents.', [(2.0, 0.5), (8.0, 0.25), (10.0, -0.125)]),
    ('hypot', 'far', 'Squares over- or underflow.', [(3.0 * 2.0**100, 4.0 * 2.0**100), (2.0**100, 2.0**100)]),
    ('hypot', 'small', 'Squares underflow.', [(3.0 * 2.0**-110, 4.0 * 2.0**-110), (2.0**-109, 2.0**-109)]),
]


def fixtures():
    for name, group, note, points in GROUPS:
        names = NAMES.get(name, ('x',))
        columns = zip(*points) if name in NAMES else [points]
        inputs = {operand: exact(list(column)) for operand, column in zip(names, columns)}
        yield make(f'tensor.{name}/{group}', note, inputs, [RESULTS.get(name, 'y')])
