"""Writes what the projects of `examples` have of `float`: the weights of its network, and some images.

    python export_examples.py

Nothing is trained: the same files come out each time.
"""
import json
import os
import struct
import zlib

import numpy as np
from tensorflow.lite.tools import flatbuffer_utils

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLES = os.path.join(HERE, "..", "examples")
# The layers of the network, in the order of the file.
LAYERS = "stem", "block.depthwise", "block.pointwise", "residual.branch", "logits"
KINDS = "CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED"
IMAGES = 30


def weights():
    model = flatbuffer_utils.read_model(os.path.join(HERE, "float", "digits.tflite"))
    graph = model.subgraphs[0]

    def constant(index):
        tensor = graph.tensors[index]
        data = model.buffers[tensor.buffer].data
        return np.frombuffer(bytes(data), np.float32).reshape(tensor.shape)

    layers = [
        operator
        for operator in graph.operators
        if flatbuffer_utils.opcode_to_name(model, operator.opcodeIndex) in KINDS
    ]
    arrays = {}
    for name, layer in zip(LAYERS, layers, strict=True):
        arrays[name + ".weight"] = constant(layer.inputs[1])
        arrays[name + ".bias"] = constant(layer.inputs[2])
    return arrays


def safetensors(arrays):
    header, data = {}, b""
    for name, array in arrays.items():
        content = np.ascontiguousarray(array, "<f4").tobytes()
        header[name] = {
            "dtype": "F32",
            "shape": list(array.shape),
            "data_offsets": [len(data), len(data) + len(content)],
        }
        data += content
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + data


def png(pixels):
    """A PNG file of shades of grey, without prediction."""

    def chunk(tag, content):
        return struct.pack(">I", len(content)) + tag + content + struct.pack(">I", zlib.crc32(tag + content))

    rows, columns = pixels.shape
    packed = zlib.compress(b"".join(b"\0" + row.tobytes() for row in pixels), 9)
    header = struct.pack(">IIBBBBB", columns, rows, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def main():
    with open(os.path.join(EXAMPLES, "digits", "nets", "digits.safetensors"), "wb") as file:
        file.write(safetensors(weights()))
    images = np.load(os.path.join(HERE, "float", "calibration", "digits.npy"))
    for i in range(IMAGES):
        with open(os.path.join(EXAMPLES, "image-classifier", "samples", f"digit{i:02}.png"), "wb") as file:
            file.write(png(images[i, :, :, 0] * np.uint8(15)))


if __name__ == "__main__":
    main()
