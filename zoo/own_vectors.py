"""Writes vectors of the reference kernels for models of one's own; docs/OWN_MODELS.md.

    python own_vectors.py FOLDER            every FOLDER/NAME.tflite: FOLDER/vectors/NAME/1.in.bin, 1.out.bin, ... 3.out.bin
"""
import glob
import os
import sys

import numpy as np

import vectors


def quantized(operators, tensor):
    """The tensor that the first QUANTIZE behind a float tensor makes; None when there is none."""
    reached = {tensor}
    for operator, code in operators:
        if operator.inputs is not None and len(operator.inputs) and int(operator.inputs[0]) in reached:
            if code == vectors.schema().BuiltinOperator.QUANTIZE:
                return int(operator.outputs[0])
            reached.update(int(o) for o in operator.outputs)
    return None


def spans(model):
    """Lowest and highest value for each float input, a little more than its quantisation can hold; None for others."""
    m = vectors.schema().ModelT.InitFromPackedBuf(bytearray(model), 0)
    g = m.subgraphs[0]
    codes = [max(c.builtinCode, c.deprecatedBuiltinCode) for c in m.operatorCodes]
    operators = [(o, codes[o.opcodeIndex]) for o in g.operators]
    found = []
    for index in g.inputs:
        is_float = g.tensors[index].type == vectors.schema().TensorType.FLOAT32
        inner = quantized(operators, int(index)) if is_float else None
        if inner is None:
            found.append(None)
        else:
            q = g.tensors[inner].quantization
            found.append(tuple(float((edge - q.zeroPoint[0]) * q.scale[0]) for edge in (-140, 140)))
    return found


def run(path, folder):
    from tflite_micro import runtime

    model = open(path, "rb").read()
    tflm = runtime.Interpreter.from_bytes(model, arena_size=max(20_000_000, 20 * len(model)))
    described = vectors.describe(model)
    inputs = [tflm.get_input_details(i) for i in range(len(described["inputs"]))]
    for seed in (1, 2, 3):
        arrays = vectors.inputs_for(seed, inputs)
        for i, span in enumerate(spans(model)):
            if span is not None:  # the pattern lies between -1 and 1
                low, high = span
                arrays[i] = (low + (arrays[i] + 1) / 2 * (high - low)).astype(np.float32)
            tflm.set_input(np.asarray(arrays[i]), i)  # ascontiguousarray gives scalars a dimension
        tflm.invoke()
        outputs = [tflm.get_output(i) for i in range(len(described["outputs"]))]
        vectors.write(os.path.join(folder, f"{seed}.in.bin"), vectors.join(arrays))
        vectors.write(os.path.join(folder, f"{seed}.out.bin"), vectors.join(outputs))


def main(folder):
    for path in sorted(glob.glob(os.path.join(folder, "*.tflite"))):
        name = os.path.basename(path)[: -len(".tflite")]
        # The reference ends the process on some faults of a model, so each has its own.
        child = os.fork()
        if child == 0:
            try:
                run(path, os.path.join(folder, "vectors", name))
            except Exception as e:
                print(name, "not run by the reference:", e, flush=True)
                os._exit(1)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(name, "done" if status == 0 else f"no vectors (status {status})", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
