package dev.pex.codesign.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.pex.operator.Resampling;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Ints;

/** Linear maps along one axis, as matrices: resizing, picking and spreading. They state nothing of their own; operators say what is read. */
final class AxisMatrix {
    private final int outputs;
    private final int inputs;
    private final float[] elements;

    private AxisMatrix(int outputs, int inputs) {
        this.outputs = outputs;
        this.inputs = inputs;
        this.elements = new float[Math.multiplyExact(outputs, inputs)];
    }

    static AxisMatrix nearest(Resampling resampling, int inputs, int outputs) {
        AxisMatrix matrix = new AxisMatrix(outputs, inputs);
        for (int o = 0; o < outputs; o++) {
            matrix.add(o, resampling.nearest(o, inputs, outputs), 1);
        }
        return matrix;
    }

    static AxisMatrix bilinear(Resampling resampling, int inputs, int outputs) {
        AxisMatrix matrix = new AxisMatrix(outputs, inputs);
        Resampling.Line line = resampling.bilinear(inputs, outputs);
        for (int o = 0; o < outputs; o++) {
            float share = line.fraction(o) / (float) (1 << Resampling.FRACTION_BITS);
            matrix.add(o, line.lower(o), 1 - share);
            matrix.add(o, line.upper(o), share);
        }
        return matrix;
    }

    static AxisMatrix picking(Ints indices, int inputs) {
        AxisMatrix matrix = new AxisMatrix(indices.size(), inputs);
        for (int o = 0; o < indices.size(); o++) {
            matrix.add(o, indices.get(o), 1);
        }
        return matrix;
    }

    /** Zeros between neighbours, so that they lie a stride apart. */
    static AxisMatrix spreading(int stride, int inputs) {
        AxisMatrix matrix = new AxisMatrix((inputs - 1) * stride + 1, inputs);
        for (int i = 0; i < inputs; i++) {
            matrix.add(i * stride, i, 1);
        }
        return matrix;
    }

    /** Applies it to an axis of a tensor of samples x channels x rows x columns. */
    NDArray along(Axis axis, NDArray x) {
        int at = TorchOperators.axis(axis);
        int last = 3;
        NDArray exchanged = at == last ? x : x.swapAxes(at, last);
        NDManager manager = x.getManager();
        NDArray transposed =
                manager.create(elements, new Shape(outputs, inputs)).transpose();
        NDArray y = exchanged.matMul(transposed);
        return at == last ? y : y.swapAxes(at, last);
    }

    private void add(int output, int input, float factor) {
        elements[output * inputs + input] += factor;
    }
}
