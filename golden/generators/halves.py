"""Fixtures in float16 and bfloat16: one operation of each kind. Usage: python3 halves.py [folder]

Every result is exact (Fractions, or mpmath at 60 digits), rounded once to the type by `half`. What lies near the middle of two numbers is
refused unless it is the middle itself of a sum or product of two numbers, for what is computed in a wider type and rounded once must
agree bit by bit. NumPy checks what it has in float16. The fixtures stand beside those of the other generators, whose files must be there.
"""

import sys

sys.dont_write_bytecode = True

import base64
import json
from fractions import Fraction
from pathlib import Path
from platform import python_version

import mpmath
import numpy as np
from mpmath import mp

from fixture import nearest, pretty, readable, sealed

# Bits of the significand, exponents of the least normal number and of the largest.
FORMATS = {'float16': (11, -14, 15), 'bfloat16': (8, -126, 127)}
MARGIN = Fraction(1, 64)


def half(dtype, value, tie=False):
    """The number of `dtype` nearest to a Fraction, ties to even. Refuses overflow, and the neighbourhood of a tie."""
    bits, least, most = FORMATS[dtype]
    if value == 0:
        return Fraction(0)
    size = abs(value)
    exponent = size.numerator.bit_length() - size.denominator.bit_length()
    exponent -= size < Fraction(2) ** exponent
    unit = Fraction(2) ** (max(exponent, least) - bits + 1)
    units = size / unit
    below = units.numerator // units.denominator
    rest = units - below
    if abs(rest - Fraction(1, 2)) < MARGIN and not (tie and rest == Fraction(1, 2)):
        raise ArithmeticError(f'{float(value)} lies near the middle of two numbers of {dtype}')
    rounded = (below + (rest > Fraction(1, 2) or (rest == Fraction(1, 2) and below % 2 == 1))) * unit
    if rounded >= Fraction(2) ** (most + 1):
        raise ArithmeticError(f'{float(value)} is beyond {dtype}')
    return rounded if value > 0 else -rounded


def bitsOf(dtype, value):
    if dtype == 'float16':
        return np.float16(value).tobytes()
    return (np.float32(value).view(np.uint32) >> 16).astype('<u2').tobytes()


def encoded(dtype, values):
    array = np.array(values, dtype=float)
    for value in array.flat:
        assert half(dtype, Fraction(float(value))) == Fraction(float(value)), f'{value} is no number of {dtype}'
    data = b''.join(bitsOf(dtype, value) for value in array.flat)
    return {'dtype': dtype, 'shape': list(array.shape), 'data': base64.b64encode(data).decode(), 'values': readable(array.tolist())}


def fractions(values):
    array = np.array(values, dtype=object)
    return np.vectorize(lambda value: Fraction(value), otypes=[object])(array)


def precise(value):
    return mp.mpf(value.numerator) / value.denominator


def softmax(x):
    with mp.workdps(60):
        terms = [[mp.exp(precise(value)) for value in row] for row in x]
        shares = [[Fraction(str(term / mp.fsum(row))) for term in row] for row in terms]
    return {'y': np.array(shares, dtype=object)}


def cholesky(a):
    n = len(a)
    with mp.workdps(60):
        factor = mp.cholesky(mp.matrix([[precise(value) for value in row] for row in a]))
        rows = [[Fraction(str(factor[i, j])) if j <= i else Fraction(0) for j in range(n)] for i in range(n)]
    return {'l': np.array(rows, dtype=object)}


# Definitions over Fractions, and what NumPy has of the same name.
OPERATIONS = {
    'tensor.add': (lambda a, b: {'c': a + b}, lambda a, b: a + b),
    'tensor.mul': (lambda a, b: {'c': a * b}, lambda a, b: a * b),
    'tensor.div': (lambda a, b: {'c': a / b}, lambda a, b: a / b),
    'tensor.sum': (lambda x: {'y': np.array(x.sum(), dtype=object)}, None),
    'tensor.mean': (lambda x: {'y': np.array(x.sum() / x.size, dtype=object)}, None),
    'linalg.matmul': (lambda a, b: {'c': a.dot(b)}, None),
    'layers.linear': (lambda x, weight, bias: {'y': x.dot(weight.T) + bias}, None),
    'layers.relu': (lambda x: {'y': np.array([max(value, Fraction(0)) for value in x], dtype=object)}, lambda x: np.maximum(x, 0)),
    'layers.softmax': (softmax, None),
    'decompositions.cholesky': (cholesky, None),
}
REDUCED = {'axes': None, 'keepdims': False}
ATTRIBUTES = {
    'tensor.sum': REDUCED,
    'tensor.mean': REDUCED,
    'linalg.matmul': {'transposeA': False, 'transposeB': False},
}


def made(operation, dtype, name, note, tie=False, **inputs):
    define, library = OPERATIONS[operation]
    exact = define(**{key: fractions(value) for key, value in inputs.items()})
    outputs = {
        key: np.vectorize(lambda one: nearest(half(dtype, one, tie)), otypes=[float])(value) for key, value in exact.items()
    }
    if library is not None and dtype == 'float16':
        got = library(**{key: np.array(value, dtype=np.float16) for key, value in inputs.items()})
        (want,) = outputs.values()
        assert np.array_equal(got.astype(float), want), f'{operation}/{name} disagrees with NumPy: {got} {want}'
    return sealed({
        'id': f'{operation}/{dtype}-{name}',
        'operation': operation,
        'source': 'mpmath' if define in (softmax, cholesky) else 'rational',
        'generator': 'golden/generators/halves.py',
        'tools': {'python': python_version(), 'mpmath': mpmath.__version__, 'numpy': np.__version__},
        'seed': None,
        'precision': f'exact, or 60 digits, rounded once to {dtype}',
        'note': note,
        'certifiedDigits': 16,
        'condition': 0,
        'conditionFormula': 'computed in a wider type and rounded once, away from the middle of two numbers',
        'attributes': ATTRIBUTES.get(operation, {}),
        'inputs': {key: encoded(dtype, value) for key, value in inputs.items()},
        'outputs': {key: encoded(dtype, value) for key, value in outputs.items()},
    })


TIES = 'What lies in the middle goes to the even number: neither up, nor away from 0, nor cut off.'
SUBNORMAL = 'Subnormal numbers are numbers: neither operand nor result is flushed to 0.'
WIDE = 'Kept in 16 bits, the sum stops where a term is less than half a unit of it.'
ONCE = 'Each partial result rounded to 16 bits gives another number.'


def fixtures():
    yield made('tensor.add', 'float16', 'ties', TIES, True, a=[2048, 2050, -2048, -2050, 1, 65472], b=[1, 1, -1, -1, 2**-11, 16])
    yield made('tensor.add', 'bfloat16', 'ties', TIES, True, a=[256, 258, -256, -258, 1], b=[1, 1, -1, -1, 2**-8])
    yield made('tensor.add', 'float16', 'largest', 'Less than half a unit beyond the largest number is the largest number, and no infinity.', a=[65504, -65504], b=[8, -8])
    yield made('tensor.add', 'float16', 'subnormal', SUBNORMAL, a=[2**-24, 3 * 2**-24, 2**-14], b=[2**-24, -(2**-23), -(2**-24)])
    yield made('tensor.mul', 'float16', 'ties', TIES, True, a=[1 + 2**-10, 1 + 3 * 2**-10, 2**-12, 3 * 2**-13], b=[1.5, 1.5, 2**-13, 2**-12])
    yield made('tensor.mul', 'bfloat16', 'ties', TIES, True, a=[1 + 2**-7, 1 + 3 * 2**-7, -1 - 2**-7], b=[1.5, 1.5, 1.5])
    yield made('tensor.mul', 'float16', 'subnormal', SUBNORMAL, a=[2**-24, 1023 * 2**-24, 2**-10], b=[3, 2**-3, 3 * 2**-13])
    yield made('tensor.mul', 'bfloat16', 'range', 'The range of bfloat16 is that of float32: by way of float16 this overflows or vanishes.', a=[2.0**100, 2.0**-100], b=[3 * 2.0**20, 5 * 2.0**-20])
    yield made('tensor.div', 'float16', 'thirds', 'A product with the reciprocal in 16 bits is off by one unit.', a=[1, 2, 5, 10, 7], b=[3, 3, 7, 11, 9])
    yield made('tensor.div', 'bfloat16', 'thirds', 'A product with the reciprocal in 16 bits is off by one unit.', a=[1, 2, 5, 10, 7], b=[3, 3, 7, 11, 9])
    yield made('tensor.sum', 'float16', 'ones-beside-2048', WIDE, x=[2048] + [1] * 10)
    yield made('tensor.sum', 'bfloat16', 'ones-beside-256', WIDE, x=[256] + [1] * 10)
    yield made('tensor.sum', 'float16', 'beyond-the-largest', 'A partial sum beyond the largest number of 16 bits is no infinity where the sum is in range.', x=[60000, 60000, -60000, -30000])
    yield made('tensor.mean', 'float16', 'large', 'The sum is beyond the largest number, and the mean is not.', x=[60000, 48000, 40000, 32000, 20000])
    yield made('tensor.mean', 'bfloat16', 'sevenths', ONCE, x=[256, 1, 1, 1, 1, 1, 1])
    yield made('linalg.matmul', 'float16', 'long-sum', WIDE, a=[[2048] + [1] * 62], b=[[1]] * 63)
    yield made('linalg.matmul', 'bfloat16', 'long-sum', WIDE, a=[[256, 1, 1, 1, 1, 1, 1]], b=[[1]] * 7)
    yield made('layers.linear', 'float16', 'bias-last', 'The product rounded to 16 bits before the bias is added is off.', x=[[2048, 1]], weight=[[1, 1], [1, -1]], bias=[1, -2046])
    yield made('layers.linear', 'bfloat16', 'bias-last', 'The product rounded to 16 bits before the bias is added is off.', x=[[256, 1]], weight=[[1, 1], [1, -1]], bias=[1, -254])
    yield made('layers.relu', 'float16', 'ends', 'The largest and the smallest numbers come out as they went in.', x=[65504, -65504, 2**-24, -(2**-24), 0])
    yield made('layers.relu', 'bfloat16', 'ends', 'The largest and the smallest numbers come out as they went in.', x=[255 * 2.0**120, -255 * 2.0**120, 2.0**-133, -(2.0**-133), 0])
    yield made('layers.softmax', 'float16', 'apart', 'Exponentials in 16 bits overflow from 12 on; shifted, their sum is kept in a wider type.', x=[[12, 11, 10, 8, 0], [1, 2, 3, 4, 5]])
    yield made('layers.softmax', 'bfloat16', 'apart', 'The sum of exponentials is kept in a wider type.', x=[[100, 99, 98, 97, 90], [1, 2, 3, 4, 5]])
    yield made('decompositions.cholesky', 'float16', 'pascal-4', 'Integers: the factor is that of binomial coefficients.', a=[[1, 1, 1, 1], [1, 2, 3, 4], [1, 3, 6, 10], [1, 4, 10, 20]])
    yield made('decompositions.cholesky', 'bfloat16', 'pascal-4', 'Integers: the factor is that of binomial coefficients.', a=[[1, 1, 1, 1], [1, 2, 3, 4], [1, 3, 6, 10], [1, 4, 10, 20]])


def write(folder, only=()):
    """Into the files of the other generators, in the place of what was there of this one."""
    records = [one for one in fixtures() if not only or one['operation'] in only]
    for operation in sorted({one['operation'] for one in records}):
        path = folder / (operation.replace('.', '/') + '.json')
        others = [one for one in json.loads(path.read_text(encoding='utf-8')) if one['generator'] != records[0]['generator']]
        every = others + [one for one in records if one['operation'] == operation]
        path.write_text(pretty(sorted(every, key=lambda one: one['id'])) + '\n', encoding='utf-8')
    print(f'{len(records)} fixtures in 16 bits')


if __name__ == '__main__':
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent)
