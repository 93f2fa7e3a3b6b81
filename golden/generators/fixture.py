"""What a fixture is: its tensors, its hash, its file. Generators describe fixtures with `fixture` and nothing else.

Inputs are exact: `exact` refuses a value that float64 cannot hold. Outputs of the closed-form, rational and mpmath
sources are the true result rounded once to float64: `certified` evaluates at two precisions and refuses a disagreement.
"""

import base64
import hashlib
import json
from fractions import Fraction

import numpy as np
from mpmath import libmp, mp

EPS = 2.0**-52
COARSE, FINE = 60, 110  # decimal digits of the two evaluations that certify a rounding
CONVOLUTION = {'stride': [1, 1], 'padding': [0, 0], 'dilation': [1, 1], 'groups': 1}
ADAM = {'learningRate': 1e-3, 'beta1': 0.9, 'beta2': 0.999, 'epsilon': 1e-8, 'weightDecay': 0}
DEFAULTS = {
    'tensor.sum': {'keepdims': False},
    'tensor.mean': {'keepdims': False},
    'tensor.max': {'keepdims': False},
    'linalg.matmul': {'transposeA': False, 'transposeB': False},
    'decompositions.triangularSolve': {'lower': True, 'transpose': False, 'unitDiagonal': False},
    'layers.layerNorm': {'epsilon': 1e-5},
    'sequence.scaledDotProductAttention': {'causal': False},
    'layers.conv2d': CONVOLUTION,
    'layers.convTranspose2d': {**CONVOLUTION, 'outputPadding': [0, 0]},
    'optimizers.sgd': {'momentum': 0, 'weightDecay': 0, 'nesterov': False},
    'optimizers.adam': ADAM,
    'optimizers.adamw': ADAM,
}


def fixture(
    id,
    note,
    inputs,
    outputs,
    attributes=None,
    upTo=None,
    exact=False,
    seed=None,
    cotangents=None,
    gradients=None,
    gradientsUpTo=None,
    source=None,
    generator=None,
    precision=None,
    tools=None,
):
    """One fixture; `exact` says that every order of evaluation gives these bits, also in float32 (condition 0)."""
    operation = id.split('/')[0]
    return {
        'id': id,
        'operation': operation,
        'note': note,
        'seed': seed,
        'exact': exact,
        'upTo': upTo,
        'source': source,
        'generator': generator,
        'precision': precision,
        'tools': tools,
        'inputs': inputs,
        'attributes': {**DEFAULTS.get(operation, {}), **(attributes or {})},
        'outputs': outputs,
        'cotangents': cotangents,
        'gradients': gradients,
        'gradientsUpTo': gradientsUpTo,
    }


def exact(values):
    """The float64 array of `values` (nested lists of int, float, Fraction); refuses what float64 cannot hold."""
    values = np.array(values, dtype=object)
    array = values.astype(np.float64)
    for index in np.ndindex(values.shape):
        if Fraction(values[index]) != Fraction(float(array[index])):
            raise ValueError(f'{values[index]} is not a float64')
    return array


def indices(values):
    """The int32 array of `values`."""
    return np.array(values, dtype=np.int32)


def grid(seed, shape, span=32, step=1 / 8):
    """Random multiples of `step` in [-span step, span step], none zero: exact in float32 as well."""
    draw = np.random.RandomState(seed)
    return draw.randint(1, span + 1, size=shape) * draw.choice([-step, step], size=shape)


def nearest(value):
    """The float64 nearest to an int, Fraction or mpf (ties to even; integer division in Python rounds correctly)."""
    if isinstance(value, mp.mpf):
        if not mp.isfinite(value):
            return float(value)
        value = Fraction(*libmp.to_rational(value._mpf_))
    return float(Fraction(value))


def rounded(values):
    """The float64 array nearest to the nested Fractions `values`."""
    values = np.array(values, dtype=object)
    array = np.empty(values.shape)
    for index in np.ndindex(values.shape):
        array[index] = nearest(values[index])
    return array


def certified(evaluate, digits=(COARSE, FINE)):
    """The tensors of `evaluate()` rounded to float64, the same at 60 and at 110 digits, so rounded correctly.

    A value that differs between the two and is 40 digits below the largest one is a zero hidden by rounding errors.
    """
    with mp.workdps(digits[0]):
        coarse = evaluate()
    with mp.workdps(digits[1]):
        fine = evaluate()
        return {name: agreed(name, np.array(coarse[name]), np.array(fine[name])) for name in fine}


def agreed(name, coarse, fine):
    if fine.dtype == np.int32:
        assert np.array_equal(coarse, fine), name
        return fine
    negligible = max((abs(value) for value in fine.flat), default=0) * mp.mpf(10) ** -40
    array = np.empty(fine.shape)
    for index in np.ndindex(fine.shape):
        one, other = nearest(coarse[index]), nearest(fine[index])
        if one != other and max(abs(coarse[index]), abs(fine[index])) <= negligible:
            one = other = 0.0
        if one != other:
            raise ArithmeticError(f'{name}{list(index)}: two precisions round to {one!r} and {other!r}')
        array[index] = one
    return array


def number(value):
    """A number as JavaScript prints it, so that both languages hash the same text."""
    text = repr(float(value))
    if float(text) != value:
        raise ValueError(f'{value} is not a float64')
    sign, text = ('-', text[1:]) if text[0] == '-' else ('', text)
    mantissa, _, exponent = text.partition('e')
    whole, _, fraction = mantissa.partition('.')
    digits = (whole + fraction).lstrip('0')
    point = len(digits) - len(fraction) + int(exponent or 0)  # the value is 0.digits times 10^point
    digits = digits.rstrip('0')
    if not digits:
        return '0'
    if 0 < point <= 21:
        padded = digits.ljust(point, '0')
        return sign + padded[:point] + ('.' + padded[point:] if len(padded) > point else '')
    if -6 < point <= 0:
        return sign + '0.' + '0' * -point + digits
    return f'{sign}{digits[0]}{"." + digits[1:] if len(digits) > 1 else ""}e{point - 1:+d}'


def canonical(value):
    """Canonical JSON: keys sorted, no spaces, numbers as JavaScript prints them."""
    if isinstance(value, dict):
        return '{' + ','.join(f'{canonical(key)}:{canonical(value[key])}' for key in sorted(value)) + '}'
    if isinstance(value, (list, tuple)):
        return '[' + ','.join(canonical(item) for item in value) + ']'
    if isinstance(value, (str, bool)) or value is None:
        return json.dumps(value, ensure_ascii=False)
    return number(value)


def pretty(value, indent=''):
    """The same JSON for eyes: what fits on a line stands on one."""
    inner = indent + '  '
    if isinstance(value, dict) and value:
        parts = [f'{canonical(key)}: {pretty(item, inner)}' for key, item in value.items()]
        opening, closing = ('{ ', ' }'), ('{\n', '\n}')
    elif isinstance(value, (list, tuple)) and value:
        parts = [pretty(item, inner) for item in value]
        opening, closing = ('[', ']'), ('[\n', '\n]')
    else:
        return canonical(value)
    line = opening[0] + ', '.join(parts) + opening[1]
    if '\n' not in line and len(line) + len(indent) <= 120:
        return line
    return closing[0] + ',\n'.join(inner + part for part in parts) + closing[1].replace('\n', '\n' + indent)


def sealed(record):
    """The record with its hash: SHA-256 of the canonical JSON of everything else."""
    return {**record, 'sha256': hashlib.sha256(canonical(record).encode()).hexdigest()}


def encoded(array):
    """A tensor on disk: little-endian bits for machines and, while it is small, values for readers."""
    dtype, stored = {'f': ('float64', '<f8'), 'i': ('int32', '<i4'), 'c': ('complex128', '<c16')}[array.dtype.kind]
    bits = np.ascontiguousarray(array, dtype=stored).tobytes()
    tensor = {'dtype': dtype, 'shape': list(array.shape), 'data': base64.b64encode(bits).decode()}
    return {**tensor, 'values': readable(array.tolist())} if array.size <= 64 else tensor


def readable(value):
    if isinstance(value, complex):
        return [readable(value.real), readable(value.imag)]
    if isinstance(value, list):
        return [readable(item) for item in value]
    special = value != value or value in (float('inf'), float('-inf')) or (value == 0 and str(value)[0] == '-')
    if special:
        return {'nan': 'NaN', 'inf': 'Infinity', '-inf': '-Infinity', '-0.0': '-0'}[str(value)]
    return value
