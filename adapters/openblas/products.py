# Matrix products with NumPy's BLAS, and decompositions with its LAPACK, told what to do on standard input: see kernels.ts.
# A request is a line of JSON; "operands" is followed by the bytes of A and B, "matrix" by those of A, the answer to "result" by those of C.
import json
import sys
import time

import numpy


def library() -> str:
    with open("/proc/self/maps") as maps:
        return "openblas" if "openblas" in maps.read() else "unknown"


decompositions = {
    "cholesky": numpy.linalg.cholesky,
    "inv": numpy.linalg.inv,
    "qr": numpy.linalg.qr,
    "eig": numpy.linalg.eig,
    "eigh": numpy.linalg.eigh,
    "svd": lambda a: numpy.linalg.svd(a, full_matrices=False),
    "pinv": numpy.linalg.pinv,
}
try:
    from scipy.linalg import lu

    decompositions["lu"] = lu
except ImportError:
    pass


def first(results) -> float:
    return float(numpy.real(numpy.ravel(results[0] if isinstance(results, tuple) else results)[0]))


def main() -> None:
    numpy.ones((2, 2)) @ numpy.ones((2, 2))
    products = {}
    for line in sys.stdin.buffer:
        request = json.loads(line)
        what, name = request["do"], request.get("name")
        answer = {}
        payload = b""
        if what == "describe":
            answer = {"numpy": numpy.__version__, "library": library(), "decompositions": list(decompositions)}
        elif what == "operands":
            m, n, k = request["m"], request["n"], request["k"]
            dtype = numpy.dtype(request["dtype"])
            read = lambda rows, columns: numpy.frombuffer(
                sys.stdin.buffer.read(rows * columns * dtype.itemsize), dtype
            ).reshape(rows, columns)
            products[name] = (read(m, k), read(k, n), numpy.empty((m, n), dtype))
        elif what == "multiply":
            a, b, c = products[name]
            start = time.thread_time()  # one thread: what it computes, not what it waits for a core
            for _ in range(request["calls"]):
                numpy.matmul(a, b, out=c)
            answer = {"milliseconds": 1000 * (time.thread_time() - start), "value": float(c[0, 0])}
        elif what == "matrix":
            n = request["n"]
            products[name] = numpy.frombuffer(sys.stdin.buffer.read(8 * n * n), numpy.float64).reshape(n, n)
        elif what == "decompose":
            decompose, value = decompositions[request["operation"]], 0.0
            start = time.thread_time()
            for _ in range(request["calls"]):
                value += first(decompose(products[name]))
            answer = {"milliseconds": 1000 * (time.thread_time() - start), "value": value}
        elif what == "result":
            payload = products[name][2].tobytes()
            answer = {"bytes": len(payload)}
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + payload)
        sys.stdout.buffer.flush()


main()
