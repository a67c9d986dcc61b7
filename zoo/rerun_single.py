"""Writes the expected outputs of single-operator models again, with the tflite_micro that is installed.

    python rerun_single.py NAME...          for instance transpose_conv

Models and inputs stay. Builds later than make_single.py's have the reference's corrections of February 2026
(docs/NUMERICS.md, 7.32 and 7.34) but no schema to make models with.
"""
import glob
import os
import sys

import numpy as np
from tflite_micro import runtime

HERE = os.path.dirname(os.path.abspath(__file__))


def details(get):
    """All that there are: the interpreter raises behind the last."""
    found = []
    while True:
        try:
            found.append(get(len(found)))
        except (ValueError, IndexError, RuntimeError):
            return found


def main(names):
    for name in names:
        for path in sorted(glob.glob(os.path.join(HERE, "single", name + "_[0-9][0-9]*.tflite"))):
            base = path[: -len(".tflite")]
            tflm = runtime.Interpreter.from_file(path, arena_size=2_000_000)
            data, at = open(base + ".in.bin", "rb").read(), 0
            for i, d in enumerate(details(tflm.get_input_details)):
                count = int(np.prod(d["shape"]))
                x = np.frombuffer(data, d["dtype"], count, at).reshape(d["shape"])
                at += x.nbytes
                tflm.set_input(x, i)
            assert at == len(data), path
            tflm.invoke()
            outputs = range(len(details(tflm.get_output_details)))
            with open(base + ".out.bin", "wb") as f:
                f.write(b"".join(np.ascontiguousarray(tflm.get_output(i)).tobytes() for i in outputs))


if __name__ == "__main__":
    main(sys.argv[1:])
