"""The nuclear norm where the singular values are whole numbers."""

import numpy as np

from fixture import exact
from precise import svd


def define(a):
    return {'norm': np.array(sum(svd(a)[1]))}


def fixtures(make):
    for name, note, a, norm in [
        ('identity', 'The Frobenius norm of I is sqrt(2), the spectral norm 1.', np.eye(2), 2),
        ('rank-one', 'The rank is 1, and the norm 10.', [[10, 0], [0, 0]], 10),
        ('signs', 'The trace of this rotation and reflection is 1.', [[0, -3, 0], [4, 0, 0], [0, 0, -1]], 8),
    ]:
        yield make(name, note, {'a': exact(a)}, {'norm': exact(norm)})
