"""The mutual information of a pair that agrees four times in five."""

import numpy as np
from mpmath import mp

from fixture import nearest


def of(p):
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    return sum(p[i] * mp.log(p[i] / (rows[i[0]] * columns[i[1]])) for i in np.ndindex(p.shape) if p[i] > 0)


def define(p, unit):
    return {'i': np.array(of(p) / mp.log(2) if unit == 'bits' else of(p))}


def fixtures(make):
    mp.dps = max(mp.dps, 60)
    p = np.array([[0.4, 0.1], [0.1, 0.4]])
    lifted = np.array([[mp.mpf(float(value)) for value in row] for row in p], dtype=object)
    for name, scale in [('nats', mp.mpf(1)), ('bits', mp.log(2))]:
        i = np.array(nearest(of(lifted) / scale))
        yield make(name, 'Of the joint entropy or of one variable alone.', {'p': p}, {'i': i}, {'unit': name})
