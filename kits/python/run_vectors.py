"""Run vectors of `tensor-laws export` on functions of Python, with NumPy alone.

    python3 run_vectors.py vectors/ functions.py

functions.py has OPERATIONS: functions by id of the specification, with inputs and attributes as keywords, a list as a list, as for
tensor_laws.py. Prints the worst ratio, error / allowed, of every law, which is the one that `tensor-laws check` finds in the same cases; exits
with 1 where one is above 1. Numbers of bfloat16 are handed over as their bits.
"""

import base64
import hashlib
import json
import runpy
import sys
from pathlib import Path

import numpy as np

DTYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2", "I32": "<i4", "bfloat16": "<u2"}


def load(path):
    """The arrays of a file by name."""
    data = path.read_bytes()
    if path.suffix == ".npz":
        return dict(np.load(path))
    if path.suffix == ".json":
        arrays = {name: (one["dtype"], one["shape"], base64.b64decode(one["data"])) for name, one in json.loads(data).items()}
    else:
        start = 8 + int.from_bytes(data[:8], "little")
        parts = {name: (one, data[start:][slice(*one["data_offsets"])]) for name, one in json.loads(data[8:start]).items()}
        arrays = {name: (one["dtype"], one["shape"], part) for name, (one, part) in parts.items()}
    return {name: np.frombuffer(part, DTYPES.get(dtype, dtype)).reshape(shape) for name, (dtype, shape, part) in arrays.items()}


def attribute(value):
    if isinstance(value, dict):
        return float(value["real"])
    return [attribute(one) for one in value] if isinstance(value, list) else value


def operand(array, dtype):
    """An input; complex numbers may come as a last axis of two."""
    return array if array.dtype == dtype else array.copy().view(dtype)[..., 0]


def gathered(named):
    """Members of lists, xs.0 and xs.1, as one list xs."""
    out = {}
    for name, value in named.items():
        base, dot, _ = name.partition(".")
        out.setdefault(base, []).append(value) if dot else out.update({name: value})
    return out


def flat(result, names):
    """Results by name, members of lists each by its own."""
    if not isinstance(result, (dict, tuple)):
        result = {names[0].partition(".")[0]: result}
    bases = list(dict.fromkeys(name.partition(".")[0] for name in names))
    by_name = result if isinstance(result, dict) else dict(zip(bases, result))
    return {name: by_name[name.partition(".")[0]][int(name.partition(".")[2])] if "." in name else by_name[name] for name in names}


def ratio(got, hi, lo, allowed, shift):
    """The worst error in units of what is allowed, both times 2^shift; where nothing is known nothing is asked."""
    numbers = np.ascontiguousarray(got)
    parts = numbers.view(numbers.real.dtype) if np.iscomplexobj(numbers) else numbers
    received = parts.reshape(-1).astype(np.float64)
    if received.size != hi.size:
        return np.inf
    with np.errstate(all="ignore"):
        error = np.abs((np.ldexp(received, shift.reshape(-1)) - hi.reshape(-1)) - lo.reshape(-1))
        error = np.where(np.isfinite(received), error, np.inf)
        ratios = np.where(error == 0, 0, error / allowed.reshape(-1))
    return float(np.max(ratios[np.isfinite(allowed.reshape(-1))], initial=0))


def main(folder, functions):
    operations = runpy.run_path(functions)["OPERATIONS"]
    index = json.loads((Path(folder) / "index.json").read_text())
    if index["version"] != 1:
        sys.exit(f"vectors of version 1 are read here, got {index['version']}")
    worst = {}
    for file in index["files"]:
        path, function = Path(folder) / file["file"], operations.get(file["operation"])
        if hashlib.sha256(path.read_bytes()).hexdigest() != file["sha256"]:
            sys.exit(f"{path} is not the file that index.json names: its sha-256 differs")
        arrays = load(path) if function else {}
        for at, case in enumerate(file["cases"] if function else []):
            inputs = gathered({name: operand(arrays[f"{at}.inputs.{name}"], dtype) for name, dtype in case["inputs"].items()})
            attributes = {name: attribute(value) for name, value in case["attributes"].items()}
            try:
                results = flat(function(**inputs, **attributes), list(case["results"]))
            except Exception as error:
                # To refuse what is empty is honest.
                if all(np.size(one) for one in inputs.values()):
                    print(f"{case['law']}, case {at}: {type(error).__name__}: {error}", file=sys.stderr)
                    worst[case["law"]] = np.inf
                continue
            for name, got in results.items():
                parts = [arrays[f"{at}.results.{name}.{part}"] for part in ("hi", "lo", "allowed", "shift")]
                worst[case["law"]] = max(worst.get(case["law"], 0), ratio(got, *parts))
    for law, one in worst.items():
        print(f"{law} {one:.4g}")
    return 1 if any(not one <= 1 for one in worst.values()) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
