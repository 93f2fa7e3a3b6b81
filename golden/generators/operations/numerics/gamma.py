"""gamma_k = k u / (1 - k u), which is k / (2^53 - k) in double precision."""

from fractions import Fraction

import numpy as np
from mpmath import mp


def define(k, dtype):
    return {'g': np.array(mp.mpf(k) / (2**53 - k))}


def fixtures(make):
    for name, k in [('one', 1), ('hundred', 100), ('ten-thousand', 10000)]:
        yield make(
            name,
            'k u without the division, or of another unit roundoff: gamma_10000 exceeds 10000 u by 10^4 units in the last place.',
            {},
            {'g': np.array(float(Fraction(k, 2**53 - k)))},
            {'k': k, 'dtype': 'float64'},
        )
