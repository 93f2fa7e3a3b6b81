"""Judge a Python library with tensor-laws: one file, which needs NumPy and nothing else.

An adapter is an object of `Adapter`; `serve(adapter)` speaks protocol 1 (conformance/PROTOCOL.md) over the standard streams:

    from tensor_laws import Adapter, serve
    import numpy as np

    serve(Adapter(
        name="numpy", version=np.__version__, profile={"dtype": "float64"},
        operations={"linalg.matmul": lambda a, b, transposeA, transposeB: ...},
    ))

Judge it with `npx tensor-laws check --exec "python3 adapter.py"`.
"""

import base64
import inspect
import json
import os
import sys
import traceback

import numpy as np

PROTOCOL = 1

_KINDS = {
    "float64": "<f8",
    "float32": "<f4",
    "float16": "<f2",
    "int32": "<i4",
    "complex128": "<c16",
    "complex64": "<c8",
    "int64": "<i8",
    "int16": "<i2",
    "int8": "<i1",
    "uint8": "<u1",
    "bool": "?",
}


class Unsupported(Exception):
    """Raise it for a case that the library does not offer: it is counted, and speaks against nobody."""


class Fatal(Exception):
    """Raise it where nothing can be computed any more, as after the loss of a GPU: the process is started again."""


class BFloat16:
    """Values of bfloat16, which NumPy does not have, as float32: what `to_native` is given and `from_native` may give."""

    def __init__(self, array):
        self.array = np.asarray(array, dtype=np.float32)


def lost_device(error):
    """Whether an error says that the context of a GPU is gone: every later call of the process would fail likewise."""
    text = str(error).lower()
    return any(sign in text for sign in ("cuda error", "hip error", "device-side assert", "illegal address", "illegal memory access"))


class Adapter:
    """What is judged.

    operations   functions by id. Inputs and attributes come as keywords by the names of the specification (`tensor-laws show
                 <id>`), an optional input that is absent as None, a list as a list. They return the result; several as a
                 dict by name or a tuple in the order of the signature.
    gradients    functions by id, called like the operation with the upstream gradient in front: that of the only
                 floating-point output by itself, of several as a dict by name. They return a dict by the names of the
                 floating-point inputs. `gradients_by` makes them of a library's own differentiation.
    profile      what the library promises: docs/profile.md.
    to_native    from a NumPy array, or a BFloat16, to the library's own value.
    from_native  back again, to a NumPy array, a BFloat16 or a number.
    layouts      views with the values of an array in another layout, by name: `numpy_layouts` for NumPy arrays.
    is_fatal     whether an error means that nothing can be computed any more: `lost_device` as it stands.
    """

    def __init__(
        self,
        name,
        version,
        profile,
        operations,
        gradients=None,
        to_native=lambda array: array,
        from_native=lambda value: value,
        layouts=None,
        is_fatal=lost_device,
    ):
        self.name = name
        self.version = version
        self.profile = profile
        self.operations = {id: _with_absent(one) for id, one in operations.items()}
        self.gradients = {id: _with_absent(one, before=1) for id, one in (gradients or {}).items()}
        self.to_native = to_native
        self.from_native = from_native
        self.layouts = layouts or {}
        self.is_fatal = is_fatal


def _with_absent(function, before=0):
    """The function, called with None for every operand that is not given; `before` parameters come by position."""
    parameters = list(inspect.signature(function).parameters.values())[before:]
    absent = {one.name: None for one in parameters if one.kind == one.POSITIONAL_OR_KEYWORD and one.default is one.empty}
    return lambda *first, **given: function(*first, **{**absent, **given})


def gradients_by(pullback, operations, is_floating):
    """Gradients of operations by the library's own differentiation.

    pullback     from a function of as many values as `inputs` has, which returns a list, from `inputs` and from the upstream
                 gradients, a list as long as that, to the gradients of the inputs, a list.
    is_floating  whether a value is a tensor of real or complex numbers; of other inputs and outputs there are no gradients.
    """

    def members(value):
        return [one for one in (value if isinstance(value, list) else [value]) if is_floating(one)]

    def results(value):
        several = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else [value]
        return [one for each in several for one in members(each)]

    def gradient_of(operation):
        def gradient(upstream, **given):
            names = [name for name, value in given.items() if members(value)]

            def named(values):
                rest = iter(values)
                take = lambda value: [next(rest) for _ in value] if isinstance(value, list) else next(rest)
                return {name: take(given[name]) for name in names}

            function = lambda *values: results(operation(**{**given, **named(values)}))
            inputs = [one for name in names for one in members(given[name])]
            return named(pullback(function, inputs, results(upstream)))

        return gradient

    return {id: gradient_of(_with_absent(operation)) for id, operation in operations.items()}


def layouts_of(xp):
    """Layouts, by name, of the arrays of a module that has NumPy's functions: beside the elements lies NaN, or -1."""

    def within(size_of, view_of):
        """The array in a view of a larger one, whose bytes are all 255."""

        def lay(array):
            shape = size_of(array)
            bytes = xp.full(int(np.prod(shape, dtype=int)) * array.dtype.itemsize, 0xFF, xp.uint8)
            view = view_of(bytes.view(array.dtype).reshape(shape), array)
            view[...] = xp.asarray(array)
            return view

        return lay

    return {
        "transposed": lambda array: xp.asarray(array.T.copy()).T,
        "sliced": within(lambda a: (2 * a.size + 1,), lambda whole, a: whole[: 2 * a.size : 2].reshape(a.shape)),
        "reversed": lambda array: xp.flip(xp.flip(xp.asarray(array)).copy()),
        "padded": within(
            lambda a: (*a.shape[:-1], a.shape[-1] + 3) if a.ndim else (),
            lambda whole, a: whole[..., : a.shape[-1]] if a.ndim else whole,
        ),
        "offset": within(lambda a: (a.size + 8,), lambda whole, a: whole[5 : 5 + a.size].reshape(a.shape)),
        "broadcast": lambda array: (
            xp.broadcast_to(xp.asarray(array[:1].copy()), array.shape) if array.size and array.ndim else xp.asarray(array)
        ),
    }


#: Layouts of NumPy arrays, and of what shares their memory.
numpy_layouts = layouts_of(np)


def _decode(wire):
    data = base64.b64decode(wire["data"])
    dtype, shape = wire["dtype"], wire["shape"]
    if dtype == "bfloat16":
        words = np.frombuffer(data, "<u2").astype(np.uint32) << 16
        return BFloat16(words.view(np.float32).reshape(shape))
    return np.frombuffer(data, _KINDS[dtype]).reshape(shape).copy()


def _encode(value):
    if isinstance(value, BFloat16):
        words = np.ascontiguousarray(value.array).view(np.uint32)
        nearest = (words + 0x7FFF + ((words >> 16) & 1)) >> 16
        bits = np.where(np.isnan(value.array), np.uint32(0x7FC0), nearest).astype("<u2")
        return {"dtype": "bfloat16", "shape": list(value.array.shape), "data": base64.b64encode(bits.tobytes()).decode()}
    array = np.asarray(value)
    name = array.dtype.name
    if name not in _KINDS:
        raise TypeError(f"a result must be of {', '.join(_KINDS)} or a BFloat16, got {name}")
    little = array.astype(_KINDS[name], copy=False)
    return {"dtype": name, "shape": list(array.shape), "data": base64.b64encode(little.tobytes()).decode()}


def _real(value):
    """An attribute: reals are marked, so that 1.0 is not 1."""
    if isinstance(value, dict):
        return float(value["real"])
    return [_real(one) for one in value] if isinstance(value, list) else value


class _Wrong(Exception):
    """The adapter itself, and not the library, did what it must not."""


class _Server:
    def __init__(self, adapter):
        self.adapter = adapter

    def natives(self, operands, storage):
        """The library's own values of operands: views of one buffer, or the same value twice, where that is asked."""
        made = {}
        buffer, at = None, 24
        if storage == "shared":
            buffer = np.full(24 + sum(len(one["data"]) + 40 for one in _flat(operands)), 0xFF, np.uint8)

        def native(name, wire):
            nonlocal at
            if "same" in wire:
                return made[wire["same"]]
            array = _decode(wire)
            if buffer is not None and isinstance(array, np.ndarray):
                view = buffer[at : at + array.nbytes].view(array.dtype).reshape(array.shape)
                view[...] = array
                at += (array.nbytes + 7) // 8 * 8 + 24
                array = view
            layout = wire.get("layout")
            if layout is None:
                made[name] = self.adapter.to_native(array)
            elif layout in self.adapter.layouts:
                made[name] = self.adapter.layouts[layout](array)
            else:
                raise Unsupported(f"no {layout} layout")
            return made[name]

        return {
            name: [native(f"{name}.{at}", one) for at, one in enumerate(wire)] if isinstance(wire, list) else native(name, wire)
            for name, wire in operands.items()
        }

    def outputs(self, value):
        encode = lambda one: _encode(self.adapter.from_native(one))
        several = lambda one: [encode(each) for each in one] if isinstance(one, list) else encode(one)
        try:
            if isinstance(value, dict):
                return {name: several(one) for name, one in value.items() if one is not None}
            if isinstance(value, tuple):
                return [several(one) for one in value]
            return several(value)
        except (Unsupported, Fatal):
            raise
        except Exception as error:
            # A GPU computes while the program goes on, and says what failed where the result is read.
            if self.adapter.is_fatal(error):
                raise Fatal(str(error)) from error
            raise _Wrong(f"the result cannot be sent: {type(error).__name__}: {error}") from error

    def answer(self, message):
        adapter, gradient = self.adapter, message["kind"] == "vjp"
        if message["kind"] == "echo":
            operands = self.natives(message["inputs"], message.get("storage"))
            return {"type": "result", "outputs": {}, "operands": self.outputs(operands)}
        function = (adapter.gradients if gradient else adapter.operations).get(message["operation"])
        if function is None or message["kind"] not in ("forward", "vjp"):
            raise Unsupported(f"no {message['kind']} of {message['operation']}")
        inputs = self.natives(message["inputs"], message.get("storage"))
        attributes = {name: _real(value) for name, value in message["attributes"].items()}
        if gradient:
            cotangents = self.natives(message["cotangents"], None)
            upstream = next(iter(cotangents.values())) if len(cotangents) == 1 else cotangents
            value = function(upstream, **inputs, **attributes)
            operands = {**inputs, **cotangents}
        else:
            value = function(**inputs, **attributes)
            operands = inputs
        reply = {"type": "result", "outputs": self.outputs(value)}
        if message.get("readBack"):
            reply["operands"] = self.outputs(operands)
        return reply

    def traced(self, message):
        """The answer; an error is written with its stack where the judge asks for that (`replay --verbose`)."""
        try:
            return self.answer(message)
        except Exception:
            if os.environ.get("TENSOR_LAWS_TRACE") == "1":
                traceback.print_exc()
            raise

    def reply(self, message):
        try:
            return self.traced(message)
        except Unsupported as error:
            return {"type": "unsupported", "message": str(error)}
        except (Fatal, MemoryError) as error:
            return {"type": "fatal", "message": f"{type(error).__name__}: {error}"}
        except _Wrong as error:
            return {"type": "errored", "message": str(error)}
        except Exception as error:
            kind = "fatal" if self.adapter.is_fatal(error) else "refused"
            return {"type": kind, "message": str(error), "name": type(error).__name__}


def _flat(operands):
    for wire in operands.values():
        yield from (one for one in (wire if isinstance(wire, list) else [wire]) if "data" in one)


def serve(adapter):
    """Answers calls until the judge ends the conversation. What the library prints goes to the standard error."""
    source = os.dup(0)
    sink = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    server = _Server(adapter)
    rest = b""
    while True:
        chunk = os.read(source, 1 << 20)
        if not chunk:
            return
        lines = (rest + chunk).split(b"\n")
        rest = lines.pop()
        replies = []
        stopped = False
        for line in lines:
            message = json.loads(line)
            if message["type"] == "stop":
                stopped = True
                break
            if message["type"] == "start":
                replies.append(_ready(adapter, message))
            else:
                replies.append({**server.reply(message), "id": message["id"]})
        if replies:
            sink.write(b"".join(json.dumps(reply).encode() + b"\n" for reply in replies))
        if stopped:
            return


def _ready(adapter, message):
    if message["protocol"] != PROTOCOL:
        sys.exit(f"this kit speaks protocol {PROTOCOL}, the judge {message['protocol']}")
    return {
        "type": "ready",
        "protocol": PROTOCOL,
        "name": adapter.name,
        "version": adapter.version,
        "profile": adapter.profile,
        "operations": list(adapter.operations),
        "gradients": list(adapter.gradients),
        "layouts": list(adapter.layouts),
    }
