"""Fixtures of operations that have a file of their own, operations/<chapter>/<name>.py.

It has `define`, the definition over arrays of any numbers, by which the fixtures are checked at 60 and 110 digits, and
`fixtures`, which is given a function `make(name, note, inputs, outputs, ..)` and yields what that makes (see `fixture`). What is a list
in the signature is a list of arrays in both.
"""

from fractions import Fraction
from functools import partial
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import numpy as np

import precise
from fixture import fixture

FOLDER = Path(__file__).resolve().parent / 'operations'
RATIONAL = {'source': 'rational', 'precision': 'exact rational, rounded once', 'tools': ['python', 'numpy']}
MPMATH = {'source': 'mpmath', 'precision': '60 and 110 digits, rounded once', 'tools': ['python', 'mpmath', 'numpy']}


def fixtures():
    for path in sorted(FOLDER.glob('*/*.py')):
        parts = path.relative_to(FOLDER).with_suffix('').parts
        own = loaded(path)
        precise.OPERATIONS['.'.join(parts)] = partial(evaluated, own.define)
        yield from own.fixtures(partial(made, parts, own.define))


def loaded(path):
    spec = spec_from_file_location(path.stem, path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def made(parts, define, name, note, inputs, outputs, attributes=None, cotangents=None, gradients=None, **more):
    inputs, outputs, cotangents, gradients = (
        group if group is None else flattened(group) for group in (inputs, outputs, cotangents, gradients)
    )
    id = f'{".".join(parts)}/{name}'
    entry = fixture(id, note, inputs, outputs, attributes, cotangents=cotangents, gradients=gradients, **more)
    provenance = {'generator': '/'.join(('operations', *parts)), **sourceOf(define, inputs, entry['attributes'])}
    return {**entry, **provenance, **more}


def evaluated(define, **given):
    return flattened(define(**gathered(given)))


def sourceOf(define, inputs, attributes):
    """Rational where the definition makes fractions of fractions; else it takes mpmath, which checks every fixture, to round it."""
    toFractions = np.frompyfunc(lambda value: Fraction(float(value)), 1, 1)
    given = {
        name: value if value.dtype.kind == 'i' else precise.tensor(toFractions(value)) for name, value in inputs.items()
    }
    try:
        outputs = evaluated(define, **given, **attributes)
    except (TypeError, ValueError, AttributeError):
        return MPMATH
    values = [value for output in outputs.values() for value in precise.tensor(output).flat]
    return RATIONAL if all(isinstance(value, (int, np.integer, Fraction)) for value in values) else MPMATH


def flattened(named):
    """Every member of a list under the name by which it crosses: `xs.0`."""
    flat = {}
    for name, value in named.items():
        flat.update({f'{name}.{at}': one for at, one in enumerate(value)} if isinstance(value, list) else {name: value})
    return flat


def gathered(flat):
    """Members in a list each again, in their order."""
    named = {}
    for name, value in flat.items():
        if '.' in name:
            named.setdefault(name.split('.')[0], []).append(value)
        else:
            named[name] = value
    return named
