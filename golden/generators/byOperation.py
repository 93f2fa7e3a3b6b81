"""Fixtures of operations that have a file of their own, operations/<chapter>/<name>.py.

It has `define`, the definition over arrays of any numbers, by which the fixtures are checked at 60 and 110 digits, and
`fixtures`, which is given a function `make(name, note, inputs, outputs, ..)` and yields what that makes (see `fixture`).
"""

from functools import partial
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import precise
from fixture import fixture

FOLDER = Path(__file__).resolve().parent / 'operations'


def fixtures():
    for path in sorted(FOLDER.glob('*/*.py')):
        parts = path.relative_to(FOLDER).with_suffix('').parts
        own = loaded(path)
        precise.OPERATIONS['.'.join(parts)] = own.define
        yield from own.fixtures(partial(made, parts))


def loaded(path):
    spec = spec_from_file_location(path.stem, path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def made(parts, name, note, inputs, outputs, attributes=None, **more):
    provenance = {
        'source': 'rational',
        'generator': '/'.join(('operations', *parts)),
        'precision': 'exact rational, rounded once',
        'tools': ['python', 'numpy'],
    }
    return fixture(f'{".".join(parts)}/{name}', note, inputs, outputs, attributes, **{**provenance, **more})
