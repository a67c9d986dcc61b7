"""Writes the expected outputs of random/ with the tflite_micro that is installed.

    python run_random.py            writes random/NAME.out.bin
    python run_random.py --compare  compares instead: names the models whose outputs differ or that are refused

Models and inputs come from the build (README.md).
"""
import glob
import multiprocessing
import os
import sys
import tempfile

import numpy as np

from rerun_single import details, runtime

HERE = os.path.dirname(os.path.abspath(__file__))


def run(base, target):
    """Writes all outputs of a model, one after the other."""
    tflm = runtime.Interpreter.from_file(base + ".tflite", arena_size=2_000_000)
    data, at = open(base + ".in.bin", "rb").read(), 0
    for i, d in enumerate(details(tflm.get_input_details)):
        x = np.frombuffer(data, d["dtype"], int(np.prod(d["shape"])), at).reshape(d["shape"])
        at += x.nbytes
        tflm.set_input(x, i)
    assert at == len(data), base
    tflm.invoke()
    outputs = range(len(details(tflm.get_output_details)))
    with open(target, "wb") as f:
        f.write(b"".join(np.ascontiguousarray(tflm.get_output(i)).tobytes() for i in outputs))


def main(compare):
    # The reference aborts on some of what it refuses, so each model has a process of its own.
    context = multiprocessing.get_context("fork")
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(glob.glob(os.path.join(HERE, "random", "*.tflite"))):
            base = path[: -len(".tflite")]
            expected = base + ".out.bin"
            target = os.path.join(folder, "out") if compare else expected
            process = context.Process(target=run, args=(base, target))
            process.start()
            process.join()
            if process.exitcode != 0:
                print(os.path.basename(base), "is refused")
            elif compare and open(target, "rb").read() != open(expected, "rb").read():
                print(os.path.basename(base), "differs")


if __name__ == "__main__":
    main("--compare" in sys.argv)
