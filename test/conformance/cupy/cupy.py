"""Stands in for CuPy where there is no GPU: every call is NumPy's, so that each line of the adapter runs."""

import numpy

__version__ = f"stand-in by NumPy {numpy.__version__}"
asnumpy = numpy.asarray


class _Generator:
    """CuPy names the data type of a number that is drawn as NumPy does, and gives arrays without axes as arrays."""

    def __init__(self, key):
        self.generator = numpy.random.default_rng(key)

    def __getattr__(self, name):
        return lambda *given, **named: numpy.asarray(getattr(self.generator, name)(*given, **named))


class random:
    default_rng = _Generator


def __getattr__(name):
    return getattr(numpy, name)
