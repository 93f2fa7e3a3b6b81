"""What is left to chance, by NumPy's generators and SciPy's distributions, and numbers of the data types by NumPy."""

import numpy as np
import scipy.stats

from .values import FLOATS, Unsupported, shaped


def generator(key):
    return np.random.default_rng(key)


def count_of(shape):
    return int(np.prod(shape, dtype=int))


def in_double(name, dtype):
    if dtype != "float64":
        raise Unsupported(f"{name} draws float64")


def haar_orthogonal(shape, n, key, dtype):
    in_double("scipy.stats.ortho_group", dtype)
    if count_of(shape) == 0:
        raise Unsupported("scipy.stats.ortho_group draws one matrix or more")
    drawn = scipy.stats.ortho_group.rvs(n, size=count_of(shape), random_state=generator(key))
    return np.reshape(drawn, (*shape, n, n))


def unit_sphere(shape, n, key, dtype):
    in_double("scipy.stats.uniform_direction", dtype)
    return scipy.stats.uniform_direction.rvs(n, size=tuple(shape) or None, random_state=generator(key))


def gumbel(shape, key, dtype):
    in_double("numpy.random.Generator.gumbel", dtype)
    return shaped(generator(key).gumbel(size=tuple(shape)), shape)


def choice(shape, n, k, key):
    """A call draws one sample."""
    if count_of(shape) == 0:
        raise Unsupported("numpy.random.Generator.choice draws one sample without replacement")
    one = generator(key)
    drawn = [one.choice(n, k, replace=False) for _ in range(count_of(shape))]
    return np.reshape(np.array(drawn, int), (*shape, k))


def permutation(shape, n, key):
    return generator(key).permuted(np.broadcast_to(np.arange(n), (*shape, n)), axis=-1)


def categorical(p, shape, key):
    return shaped(generator(key).choice(len(p), size=tuple(shape), p=p), shape)


def sum_pairwise(x, block):
    """Documented: pairwise summation where the axis is the fast one in memory; its blocks are of 128."""
    if not block >= 128:
        raise Unsupported("the blocks of numpy.sum are of 128")
    return np.sum(x, axis=-1)


CHANCE = {
    "numerics.allclose": lambda a, b, rtol, atol, equalNaN: np.asarray(np.allclose(a, b, rtol, atol, equalNaN), int),
    "numerics.bernoulli": lambda p, shape, key: np.asarray(generator(key).binomial(1, p, shape)),
    "numerics.categorical": categorical,
    "numerics.choice": choice,
    "numerics.dirichlet": lambda alpha, shape, key: generator(key).dirichlet(alpha, tuple(shape)),
    "numerics.exponential": lambda shape, key, dtype: shaped(
        generator(key).standard_exponential(tuple(shape), FLOATS[dtype]), shape
    ),
    "numerics.gumbel": gumbel,
    "numerics.haarOrthogonal": haar_orthogonal,
    "numerics.nextAfter": lambda x, y: np.nextafter(x, y),
    "numerics.normal": lambda shape, key, dtype: generator(key).standard_normal(shape, FLOATS[dtype]),
    "numerics.permutation": permutation,
    "numerics.sumPairwise": sum_pairwise,
    "numerics.uniform": lambda shape, key, dtype: generator(key).random(shape, FLOATS[dtype]),
    "numerics.unitSphere": unit_sphere,
}
