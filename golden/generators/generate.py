"""Generates every fixture and writes golden/<chapter>/<operation>.json.

Usage: python3 generate.py [folder] [--only operation ..]

With --only the files of these operations alone are written, and PyTorch need not be installed: it then checks nothing.

No fixture is written on the word of one source: every output, whatever its source, must agree with the multiprecision
evaluation of the definition and with NumPy, SciPy and PyTorch where they have the operation; every gradient likewise.
"""

import sys

sys.dont_write_bytecode = True

from argparse import ArgumentParser
from collections import defaultdict
from math import floor, log10
from pathlib import Path
from platform import python_version

import mpmath
import numpy as np
import scipy

try:
    import torch
except ModuleNotFoundError:
    torch = None

import byOperation
import closedForm
import closedFormSpectra
import complexNumbers
import condition as conditions
import contractions
import elementwise
import halves
import lists
import multiprecision
import multiprecisionMatrices
import networks
import numpyScipy
import order
import precise
import rational
from condition import condition, largest, roundedUp
from fixture import EPS, certified, encoded, pretty, sealed

if torch is not None:
    import pytorch
    import torchOperations

# Files that hold all of their operations: definitions, what NumPy has, conditions and fixtures.
FAMILIES = [order, contractions, networks, elementwise]
SOURCES = [closedForm, closedFormSpectra, multiprecision, multiprecisionMatrices, rational, lists, byOperation, numpyScipy, *FAMILIES]
for family in FAMILIES:
    precise.OPERATIONS.update(family.DEFINITIONS)
    numpyScipy.OPERATIONS.update(family.LIBRARY)
    conditions.FAMILIES.update(family.CONDITIONS)
if torch is not None:
    SOURCES.append(pytorch)
VERSIONS = {
    'python': python_version(),
    'mpmath': mpmath.__version__,
    'numpy': np.__version__,
    'scipy': scipy.__version__,
    'torch': getattr(torch, '__version__', None),
}
LIBRARY = ('numpy', 'scipy', 'pytorch')
PEER_FACTOR = 4  # the c that a peer may need in c n eps condition max|output|; the worst seen is printed


def aligned(actual, expected, freedom):
    """`actual` with the signs that `freedom` leaves open chosen as in `expected`."""
    if freedom is None:
        return actual
    axis = -2 if freedom == 'column signs' else -1
    return actual * np.where((actual * expected).sum(axis, keepdims=True) < 0, -1.0, 1.0)


def longestAxis(entry):
    return max(
        [1] + [size for group in ('inputs', 'outputs') for array in entry[group].values() for size in array.shape]
    )


def ratioOf(actual, expected, allowed):
    """Error over what is allowed; an exact result allows nothing."""
    error = np.max(np.abs(actual - expected), initial=0.0)
    return 0.0 if error == 0 else error / allowed if allowed > 0 else float('inf')


def truthOf(entry):
    evaluate = lambda: precise.evaluate(entry['operation'], entry['inputs'], entry['attributes'])
    return certified(lambda: {name: value for name, value in evaluate().items() if name in entry['outputs']})


def slopesOf(entry, cotangents):
    return precise.jacobian(entry['operation'], entry['inputs'], entry['attributes'], cotangents)


def gradientConditionOf(entry, value):
    """The condition of the result, times how much cancels in J^T g."""
    slopes = slopesOf(entry, entry['cotangents'])
    total = precise.pullback(slopes, entry['inputs'], entry['cotangents'])
    sizes = precise.pullback(slopes, entry['inputs'], entry['cotangents'], abs)
    return max(value, 1) * max(
        largest(sizes[name]) / largest(total[name]) for name in total if largest(total[name]) > 0
    )


def check(entry, what, actual, expected, allowances, freedom=None):
    """The worst ratio of `actual` to `expected`; refuses one above the peer factor."""
    worst = 0.0
    for name, value in expected.items():
        if name not in actual:
            continue
        ratio = ratioOf(aligned(actual[name], value, (freedom or {}).get(name)), value, allowances[name])
        if not ratio <= PEER_FACTOR:
            raise AssertionError(f'{entry["id"]}: {name} disagrees with {what}, ratio {ratio}\n{actual[name]}\n{value}')
        worst = max(worst, ratio)
    return worst


def allowancesOf(values, size, factor):
    return {
        name: 0.0 if value.dtype.kind == 'i' else size * EPS * factor * np.max(np.abs(value), initial=0.0)
        for name, value in values.items()
    }


def peersOf(entry):
    """(who, outputs, gradients or None) of the libraries that have the operation."""
    yield 'NumPy and SciPy', numpyScipy.evaluate(entry['operation'], entry['inputs'], entry['attributes']), None
    if torch is None:
        return
    yield 'PyTorch', torchOperations.evaluate(entry['operation'], entry['inputs'], entry['attributes']), None
    if entry['cotangents'] and entry['operation'] in torchOperations.OPERATIONS:
        yield (
            'PyTorch',
            *torchOperations.evaluate(entry['operation'], entry['inputs'], entry['attributes'], entry['cotangents']),
        )


def symmetrised(gradients, freedom):
    return {
        name: (value + np.swapaxes(value, -1, -2)) / 2 if freedom and name in freedom else value
        for name, value in gradients.items()
    }


def completed(entry):
    """The record of a fixture after all cross-checks, and the worst ratio of a peer."""
    truth, size = truthOf(entry), longestAxis(entry)
    with mpmath.workdps(60):
        value, formula = (
            (0, 'every order of evaluation is exact')
            if entry['exact']
            else condition(
                entry['operation'],
                entry['inputs'],
                entry['attributes'],
                {**entry['outputs'], **truth},
                precise.evaluate,
            )
        )
    factor = 0 if entry['exact'] else roundedUp(value)
    allowed = allowancesOf(entry['outputs'], size, factor)
    library = entry['source'] in LIBRARY
    check(
        entry, 'mpmath', truth, entry['outputs'], allowed if library else {name: 0.0 for name in allowed}, entry['upTo']
    )
    record = {
        **{key: entry[key] for key in ('id', 'operation', 'source')},
        'generator': f'golden/generators/{entry["generator"]}.py',
        'tools': {tool: VERSIONS[tool] for tool in entry['tools']},
        **{key: entry[key] for key in ('seed', 'precision', 'note')},
        'certifiedDigits': digits(size * factor, library),
        'condition': factor,
        'conditionFormula': formula,
        'attributes': entry['attributes'],
        **({'upTo': entry['upTo']} if entry['upTo'] else {}),
        **{group: {name: encoded(array) for name, array in entry[group].items()} for group in ('inputs', 'outputs')},
    }
    gradientAllowed = None
    if entry['gradients']:
        with mpmath.workdps(105):
            gradientFactor = 0 if entry['exact'] else roundedUp(gradientConditionOf(entry, value))
        gradientAllowed = allowancesOf(entry['gradients'], size, gradientFactor)
        exactGradients = certified(
            lambda: precise.pullback(slopesOf(entry, entry['cotangents']), entry['inputs'], entry['cotangents']),
            (105, 165),
        )
        check(entry, 'mpmath (gradient)', exactGradients, entry['gradients'], gradientAllowed)
        record['gradients'] = {
            'cotangents': {name: encoded(array) for name, array in entry['cotangents'].items()},
            'inputs': {name: encoded(array) for name, array in entry['gradients'].items()},
            'condition': gradientFactor,
            'certifiedDigits': digits(size * gradientFactor, library),
            'conditionFormula': 'max(condition, 1) max(|J|^T |g|) / max|J^T g|' if gradientFactor else formula,
            **({'upTo': entry['gradientsUpTo']} if entry['gradientsUpTo'] else {}),
        }
    worst = 0.0
    for who, outputs, gradients in peersOf(entry):
        if outputs is not None:
            worst = max(worst, check(entry, who, outputs, entry['outputs'], allowed, entry['upTo']))
        if gradients is not None:
            worst = max(
                worst,
                check(
                    entry,
                    f'{who} (gradient)',
                    symmetrised(gradients, entry['gradientsUpTo']),
                    entry['gradients'],
                    gradientAllowed,
                ),
            )
    return sealed(record), worst


def digits(amplification, library):
    """16: every bit is certified. A library's rounding errors cost digits; the multiprecision check has bounded them."""
    return 16 if not library or amplification == 0 else floor(-log10(PEER_FACTOR * EPS * amplification))


def main(folder, only):
    if torch is None and not only:
        raise SystemExit('generate: all fixtures together need PyTorch; name some operations with --only')
    files, worst, count = defaultdict(list), (0.0, ''), defaultdict(int)
    for source in SOURCES:
        for entry in source.fixtures():
            if only and entry['operation'] not in only:
                continue
            record, ratio = completed(entry)
            files[entry['operation']].append(record)
            worst = max(worst, (ratio, entry['id']))
            count[entry['source']] += 1
    for operation, records in sorted(files.items()):
        ids = [record['id'] for record in records]
        assert len(set(ids)) == len(ids), f'{operation}: two fixtures with one id'
        path = folder / (operation.replace('.', '/') + '.json')
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pretty(sorted(records, key=lambda record: record['id'])) + '\n', encoding='utf-8')
    complexNumbers.write(folder, only)
    halves.write(folder, only)
    print(
        f'{sum(count.values())} fixtures of {len(files)} operations: '
        + ', '.join(f'{n} {name}' for name, n in sorted(count.items()))
    )
    print(f'worst peer: {worst[0]:.2f} of c = {PEER_FACTOR} in c n eps condition max|output|, {worst[1]}')


if __name__ == '__main__':
    parser = ArgumentParser()
    parser.add_argument('folder', nargs='?', type=Path, default=Path(__file__).resolve().parent.parent)
    parser.add_argument('--only', nargs='+', default=[], metavar='operation')
    given = parser.parse_args()
    main(given.folder, given.only)
