"""Contractions and norms: `linalg.einsum` by plain loops over integers, `linalg.norm`, and a Tucker decomposition by hand."""

from fractions import Fraction
from functools import partial
from itertools import product
from math import prod

import numpy as np

import precise
from condition import spectralGap, svd
from fixture import DEFAULTS, exact, fixture, grid, rounded
from lists import built, listed
from multiprecision import make as makeReal

make = partial(
    fixture, source='rational', generator='contractions', precision='exact integers', tools=['python', 'numpy'], exact=True
)
integers = partial(grid, span=9, step=1.0)


def labelled(subscripts, xs):
    """Terms and output with a letter for each axis, `...` among them; an implied output has what occurs once, by its character."""
    left, arrow, output = subscripts.replace(' ', '').partition('->')
    terms = left.split(',')
    if not arrow:
        once = sorted({letter for letter in left if letter.isalpha() and left.count(letter) == 1})
        output = ('...' if '...' in left else '') + ''.join(once)
    counts = [x.ndim - len(term.replace('...', '')) for term, x in zip(terms, xs)]
    apart = lambda term, count: term.replace('...', '0123456789'[max(counts) - count : max(counts)])
    return [apart(term, count) for term, count in zip(terms, counts)], apart(output, max(counts))


def einsum(subscripts, **xs):
    """The sum over all labels that the output lacks of the products of elements; an axis of size 1 is stretched."""
    xs = list(xs.values())
    terms, output = labelled(subscripts, xs)
    sizes = {}
    for term, x in zip(terms, xs):
        for label, size in zip(term, x.shape):
            sizes[label] = max(size, sizes.get(label, 1))
    summed = [label for label in sizes if label not in output]
    y = np.zeros([sizes[label] for label in output], dtype=xs[0].dtype)
    for place in product(*(range(sizes[label]) for label in [*output, *summed])):
        at = dict(zip([*output, *summed], place))
        factors = [
            x[tuple(at[label] if size > 1 else 0 for label, size in zip(term, x.shape))] for term, x in zip(terms, xs)
        ]
        y[place[: len(output)]] += prod(factors)
    return {'y': y}


def norm(a, ord):
    by = {
        'fro': lambda: precise.sqrt((a * a).sum((-2, -1))),
        '1': lambda: abs(a).sum(-2).max(-1),
        'inf': lambda: abs(a).sum(-1).max(-1),
        'max': lambda: abs(a).max((-2, -1)),
    }
    return {'norm': by[ord]()}


def unfoldings(a):
    return [np.moveaxis(a, axis, 0).reshape(a.shape[axis], -1) for axis in range(3)]


def tucker(a, ranks):
    factors = [precise.svd(rows)[0][:, :rank] for rows, rank in zip(unfoldings(a), ranks)]
    return dict(zip(('u', 'v', 'w'), factors))


def normByNumpy(a, ord):
    by = {'1': 1, 'inf': np.inf, 'fro': 'fro'}
    return {'norm': abs(a).max((-2, -1)) if ord == 'max' else np.linalg.norm(a, by[ord], (-2, -1))}


DEFAULTS.update({'linalg.norm': {'ord': 'fro'}})
DEFINITIONS = {'linalg.einsum': einsum, 'linalg.norm': norm, 'multilinear.tucker': tucker}
LIBRARY = {
    'linalg.einsum': lambda subscripts, **xs: {'y': np.einsum(subscripts, *xs.values())},
    'linalg.norm': normByNumpy,
}
CONDITIONS = {
    'linalg.norm': lambda x, attributes, y: (1, '1: a norm has relative condition 1'),
    'multilinear.tucker': lambda x, attributes, y: (
        max(spectralGap(list(svd(rows)[1])) for rows in unfoldings(x['a'])),
        'sigma_1 / gap of the singular values of the unfoldings',
    ),
}


def contraction(name, note, subscripts, xs, g=None, **more):
    """With `g` the gradients: the result is linear in each operand, so that a unit tensor in its place has the slopes."""
    evaluate = lambda operands: einsum(subscripts, **listed('xs', operands))['y']
    slope = lambda k, at: (g * evaluate([*xs[:k], unit(xs[k].shape, at), *xs[k + 1 :]])).sum()
    gradients = {} if g is None else {
        'cotangents': {'y': g},
        'gradients': listed('xs', [built(x.shape, lambda *at, k=k: slope(k, at)) for k, x in enumerate(xs)]),
    }
    attributes = {'subscripts': subscripts}
    return make(
        f'linalg.einsum/{name}', note, listed('xs', xs), {'y': evaluate(xs)}, attributes, **gradients, **more
    )


def unit(shape, at):
    return built(shape, lambda *index: float(index == at))


def einsums():
    chain = [integers(701 + k, shape) for k, shape in enumerate([(2, 3), (3, 2), (2, 4), (4, 2)])]
    yield contraction(
        'four-matrices',
        'A product of four matrices: an implementation of two or three operands has none.',
        'ij,jk,kl,lm->im',
        chain,
        integers(705, (2, 2)),
        seed=701,
    )
    yield contraction(
        'trace-and-diagonal',
        'A label twice in one operand reads its diagonal; nothing beside it has a gradient.',
        'ii,ij->j',
        [integers(706, (3, 3)), integers(707, (3, 2))],
        integers(708, (2,)),
        seed=706,
    )
    yield contraction(
        'capitals-first',
        'Without -> the labels stand in the order of the characters: B before a and b.',
        'b,a,B',
        [integers(709, (2,)), integers(710, (3,)), integers(711, (4,))],
        seed=709,
    )
    yield contraction(
        'broadcast',
        '... has two axes in the first operand and one in the second, of size 1: its gradient sums what was stretched.',
        '...ij,...jk->ik...',
        [integers(712, (2, 3, 2, 2)), integers(713, (1, 2, 3))],
        integers(714, (2, 3, 2, 3)),
        seed=712,
    )


def norms():
    a = exact([[1, -7, 2], [-4, 2, 6]])
    for name, ord, value, gradient in (
        ('columns', '1', 9, [[0, -1, 0], [0, 1, 0]]),
        ('rows', 'inf', 12, [[0, 0, 0], [-1, 1, 1]]),
        ('largest-entry', 'max', 7, [[0, -1, 0], [0, 0, 0]]),
    ):
        yield make(
            f'linalg.norm/{name}',
            'Columns sum to 5, 9 and 8, rows to 10 and 12, the largest entry is 7: no two norms agree.',
            {'a': a},
            {'norm': exact(value)},
            {'ord': ord},
            cotangents={'norm': exact(2)},
            gradients={'a': 2 * exact(gradient)},
        )
    yield makeReal(
        'linalg.norm/frobenius-batch',
        'Each of two matrices has its own norm, and the gradient A / ||A||_F times its cotangent.',
        {'a': integers(715, (2, 2, 3))},
        ['norm'],
        {'ord': 'fro'},
        cotangents={'norm': exact([3, -2])},
        generator='contractions',
        seed=715,
    )


def rotated():
    """2 p_1 q_1 w_1 + p_2 q_2 w_2 for orthogonal columns of Pythagorean triples: the factors are their directions."""
    triples = [(3, 4, 5), (5, 12, 13), (8, 15, 17)]
    bases = [[[x, -y], [y, x]] for x, y, _ in triples]
    p, q, w = bases
    element = lambda i, j, k: sum((2 - s) * p[i][s] * q[j][s] * w[k][s] for s in range(2))
    factors = [
        [[Fraction(value, z) for value in row] for row in basis] for basis, (_, _, z) in zip(bases, triples)
    ]
    yield fixture(
        'multilinear.tucker/pythagorean-factors',
        'Each factor is another rotation: those of two axes exchanged, or an unfolding in another order, show.',
        {'a': built((2, 2, 2), element)},
        dict(zip(('u', 'v', 'w'), map(rounded, factors))),
        {'ranks': [2, 2, 2]},
        upTo={name: 'column signs' for name in ('u', 'v', 'w')},
        source='closed form',
        generator='contractions',
        precision='exact, rounded once',
        tools=['python'],
    )


def fixtures():
    for group in (einsums, norms, rotated):
        yield from group()
