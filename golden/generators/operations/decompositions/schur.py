"""The Schur form where its freedom leaves one: of a multiple of the identity, whatever the basis is, and of one number."""

import numpy as np

from fixture import exact


def define(a):
    n = a.shape[-1]
    if any(a[i, j] != (a[0, 0] if i == j else 0) for i in range(n) for j in range(n)):
        raise ValueError('the order of the eigenvalues is free')
    return {'t': a}


def fixtures(make):
    for name, note, a in [
        ('one-by-one', 'A number is its own Schur form, the sign of Q whatever it is.', [[-2.5]]),
        ('multiple-of-the-identity', 'In every basis a multiple of the identity is itself.', np.eye(4) * 3),
        ('zero', 'The Schur form of nothing but zeros is 0: no row is divided by its length.', np.zeros((3, 3))),
    ]:
        yield make(name, note, {'a': exact(a)}, {'t': exact(a)}, exact=name != 'multiple-of-the-identity')
