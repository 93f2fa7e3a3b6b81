"""Values of elementary functions to 50 significant digits, for the tests of the exact scalar system.

Usage: python3 golden/generators/elementary.py > test/scalars/mpmath50.json

Every argument is a double; mpmath computes with 60 digits and rounds to 50. Deterministic: no random numbers.
"""

import json
import sys

import mpmath

WORKING_DIGITS = 60
DIGITS = 50

COMMON = [0.001, 0.1, 0.25, 1 / 3, 0.5, 0.7, 0.9, 1.0, 1.5, 2.0, 2.718281828459045, 3.141592653589793, 5.0, 7.3, 10.0]
TINY = [5e-324, 2.2250738585072014e-308, 1e-300, 1e-100, 1e-30, 1e-17, 2.0**-53, 1e-8, 2.0**-20, 1e-5]


def signed(points):
    return [sign * x for x in points for sign in (1, -1)]


POINTS = {
    "exp": signed(COMMON) + signed([1e-300, 2.0**-53, 1e-8, 50.5, 345.678, 709.782712893384]) + [-745.1332191019411, 1000.0],
    "log": COMMON
    + TINY
    + [1 + 2.0**-52, 1 - 2.0**-53, 1 + 2.0**-20, 1 - 2.0**-20, 1 + 2.0**-19, 0.9999, 1.0001, 0.70710678, 1.41421356]
    + [16.0, 1e3, 1e10, 1e100, 1e300, 1.7976931348623157e308],
    "tanh": signed(COMMON) + TINY + [-1e-9, 15.0, 19.0615, 30.0],
    "erf": signed(COMMON[:12]) + TINY + [-1e-9, 3.7, 4.2, 5.0, -5.9215871957945076, 6.5, 8.0, 9.5, 10.0],
    "sin": signed(COMMON) + TINY + [0.785398163397448, 0.7853981633974484, 1.5707963267948966, 22.0, 355.0, 1e5, 1e22, 1e300, -6381956970095103 * 2.0**797],
    "cos": signed(COMMON) + TINY + [0.785398163397448, 0.7853981633974484, 1.5707963267948966, 11.0, 355.0, 1e5, 1e22, 1e300, -6381956970095103 * 2.0**797],
    "expm1": signed(COMMON) + signed(TINY) + [50.5, -50.5, 709.782712893384, -745.1332191019411],
    "log1p": signed(COMMON[:7]) + COMMON + signed(TINY) + [-1 + 2.0**-53, -1 + 2.0**-30, 1e10, 1e300, 1.7976931348623157e308],
    "sinh": signed(COMMON) + signed(TINY) + [50.5, -345.678, 710.4758600739439],
    "cosh": signed(COMMON) + TINY + [50.5, -345.678, 710.4758600739439],
    "sqrt": COMMON + TINY + [3.0, 7.0, 1e3, 1e5, 1e10, 1e15, 1e16 + 2, 123456789.0, 2.0**0.5, 1e100, 1e101, 1e300, 1.7976931348623157e308],
}

# The second arguments of atan2 come after the first.
PAIRS = {
    "atan2": [(y, x) for y in (1.0, -1.0, 0.3, 5e-324, -1e300, 2.0**-30) for x in (1.0, -1.0, 2.5, -1e-300, 1e300, 0.0, 3e-324, 1 - 2.0**-53)]
    + [(0.0, -2.0)],
    "pow": [(a, b) for a in (2.0, 0.1, 1 + 2.0**-52, 1 - 2.0**-30, 7.3, 1e-300, 1e300) for b in (0.5, -0.5, 1 / 3, 1.0, 3.0, -2.0, 1.02, 1e-300)]
    + [(1 + 2.0**-52, 1e18), (1 - 2.0**-53, 6e18), (-2.0, 3.0), (-0.3, -4.0), (-1.5, 101.0), (2.0, -1074.0), (0.0, 0.5)],
}


def main():
    mpmath.mp.dps = WORKING_DIGITS
    out = {
        "generator": "golden/generators/elementary.py",
        "tool": "mpmath " + mpmath.__version__,
        "workingDigits": WORKING_DIGITS,
        "digits": DIGITS,
    }
    for name, points in POINTS.items():
        function = getattr(mpmath, name)
        out[name] = {repr(x): mpmath.nstr(function(mpmath.mpf(x)), DIGITS) for x in points}
    for name, points in PAIRS.items():
        function = getattr(mpmath, "power" if name == "pow" else name)
        out[name] = {
            f"{a!r} {b!r}": mpmath.nstr(function(mpmath.mpf(a), mpmath.mpf(b)), DIGITS) for a, b in points
        }
    json.dump(out, sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
