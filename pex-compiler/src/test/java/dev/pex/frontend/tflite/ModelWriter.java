package dev.pex.frontend.tflite;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.pex.frontend.tflite.file.BuiltinOperator;
import dev.pex.tensor.Ints;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Writes small model files for tests, valid or not: every field may be set to anything. */
final class ModelWriter {
    static final int FLOAT32 = 0;
    static final int INT32 = 2;
    static final int UINT8 = 3;
    static final int INT64 = 4;
    static final int INT16 = 7;
    static final int INT8 = 9;

    /** A tensor to write. */
    static final class TensorSpec {
        String name = "";
        int type = INT8;
        int[] shape = {};
        float[] scales = {};
        long[] zeroPoints = {};
        int dimension;
        int details;
        byte[] data = {};
        long buffer = -1;
        boolean variable;
        boolean sparse;
        int external;
        long dataOffset;
    }

    private record OperatorSpec(
            int code, Ints inputs, Ints outputs, int optionsType, ToIntFunction<FlatBufferBuilder> options) {}

    private record CodeSpec(int narrow, int wide, String custom) {}

    String identifier = "TFL3";
    int version = 3;
    int subgraphs = 1;
    int[] inputs = {};
    int[] outputs = {};
    private final List<TensorSpec> tensors = new ArrayList<>();
    private final List<CodeSpec> codes = new ArrayList<>();
    private final List<OperatorSpec> operators = new ArrayList<>();

    /** An int8 activation with scale 0.5 and zero point 0. */
    int activation(String name, int... shape) {
        return quantized(name, INT8, 0.5f, 0, shape);
    }

    int quantized(String name, int type, float scale, long zeroPoint, int... shape) {
        int index = tensor(name, type, shape);
        tensors.get(index).scales = new float[] {scale};
        tensors.get(index).zeroPoints = new long[] {zeroPoint};
        return index;
    }

    int tensor(String name, int type, int... shape) {
        TensorSpec spec = new TensorSpec();
        spec.name = name;
        spec.type = type;
        spec.shape = shape;
        tensors.add(spec);
        return tensors.size() - 1;
    }

    /** Weights, all with one value, scale 0.25. */
    int weights(String name, int value, int... shape) {
        int index = quantized(name, INT8, 0.25f, 0, shape);
        int elements = 1;
        for (int size : shape) {
            elements *= size;
        }
        byte[] data = new byte[elements];
        Arrays.fill(data, (byte) value);
        tensors.get(index).data = data;
        return index;
    }

    int ints(String name, int[] shape, int... values) {
        ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            data.putInt(value);
        }
        int index = tensor(name, INT32, shape);
        tensors.get(index).data = data.array();
        return index;
    }

    int vector(String name, int... values) {
        return ints(name, new int[] {values.length}, values);
    }

    int longs(String name, int[] shape, long... values) {
        ByteBuffer data = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            data.putLong(value);
        }
        int index = tensor(name, INT64, shape);
        tensors.get(index).data = data.array();
        return index;
    }

    ModelWriter change(int tensor, Consumer<TensorSpec> change) {
        change.accept(tensors.get(tensor));
        return this;
    }

    /** An operator without options. */
    ModelWriter operator(BuiltinOperator code, int[] operands, int output) {
        return operator(code.code(), operands, new int[] {output}, 0, ModelWriter::none);
    }

    /** An operator with options of its own kind. */
    ModelWriter operator(
            BuiltinOperator code, int[] operands, int[] results, ToIntFunction<FlatBufferBuilder> options) {
        return operator(code.code(), operands, results, code.options(), options);
    }

    /** An operator of any code, with options of any kind. */
    ModelWriter operator(
            int code, int[] operands, int[] results, int optionsType, ToIntFunction<FlatBufferBuilder> options) {
        codes.add(code < 127 ? new CodeSpec(code, code, "") : new CodeSpec(127, code, ""));
        operators.add(
                new OperatorSpec(codes.size() - 1, Ints.copyOf(operands), Ints.copyOf(results), optionsType, options));
        return this;
    }

    /** An operator code as old files have it: only the narrow field. */
    ModelWriter oldCodes() {
        codes.replaceAll(c -> new CodeSpec(c.narrow, 0, c.custom));
        return this;
    }

    ModelWriter custom(String name, int[] operands, int output) {
        operator(BuiltinOperator.CUSTOM, operands, output);
        int code = BuiltinOperator.CUSTOM.code();
        codes.set(codes.size() - 1, new CodeSpec(code, code, name));
        return this;
    }

    /** Makes the last operator refer to a code that does not exist. */
    ModelWriter withoutCode() {
        OperatorSpec last = operators.remove(operators.size() - 1);
        operators.add(new OperatorSpec(codes.size(), last.inputs, last.outputs, last.optionsType, last.options));
        return this;
    }

    ModelWriter network(int[] in, int... out) {
        inputs = in;
        outputs = out;
        return this;
    }

    /** No options. */
    static int none(FlatBufferBuilder unused) {
        return 0;
    }

    /** Options of a convolution; SAME is 0, VALID is 1. */
    static ToIntFunction<FlatBufferBuilder> convolution(int padding, int stride, int dilation, int activation) {
        return b -> {
            b.startTable(7);
            b.addByte(0, (byte) padding, 0);
            b.addInt(1, stride, 0);
            b.addInt(2, stride, 0);
            b.addByte(3, (byte) activation, 0);
            b.addInt(4, dilation, 1);
            b.addInt(5, dilation, 1);
            return b.endTable();
        };
    }

    static ToIntFunction<FlatBufferBuilder> depthwise(int padding, int stride, int multiplier) {
        return b -> {
            b.startTable(7);
            b.addByte(0, (byte) padding, 0);
            b.addInt(1, stride, 0);
            b.addInt(2, stride, 0);
            b.addInt(3, multiplier, 0);
            return b.endTable();
        };
    }

    static ToIntFunction<FlatBufferBuilder> pool(int padding, int stride, int size) {
        return b -> {
            b.startTable(6);
            b.addByte(0, (byte) padding, 0);
            b.addInt(1, stride, 0);
            b.addInt(2, stride, 0);
            b.addInt(3, size, 0);
            b.addInt(4, size, 0);
            return b.endTable();
        };
    }

    /** Options with a single field of one byte. */
    static ToIntFunction<FlatBufferBuilder> flag(int field, int value) {
        return b -> {
            b.startTable(field + 1);
            b.addByte(field, (byte) value, 0);
            return b.endTable();
        };
    }

    /**
     * Options of any table: the values of its fields from the first on, integers, bytes, flags and floats,
     * each written even when it is the default; null for a field that is absent.
     */
    static ToIntFunction<FlatBufferBuilder> table(@Nullable Object... fields) {
        return b -> {
            b.forceDefaults(true);
            b.startTable(fields.length);
            for (int i = 0; i < fields.length; i++) {
                if (fields[i] instanceof Integer number) {
                    b.addInt(i, number, 0);
                } else if (fields[i] instanceof Byte number) {
                    b.addByte(i, number, 0);
                } else if (fields[i] instanceof Boolean flag) {
                    b.addBoolean(i, flag, false);
                } else if (fields[i] instanceof Float number) {
                    b.addFloat(i, number, 0);
                }
            }
            b.forceDefaults(false);
            return b.endTable();
        };
    }

    static ToIntFunction<FlatBufferBuilder> softmax(float beta) {
        return b -> {
            b.startTable(1);
            b.addFloat(0, beta, 0);
            return b.endTable();
        };
    }

    byte[] bytes() {
        FlatBufferBuilder b = new FlatBufferBuilder(1024);
        List<Integer> buffers = new ArrayList<>(List.of(buffer(b, new TensorSpec())));
        List<Integer> tensorTables = new ArrayList<>();
        for (TensorSpec spec : tensors) {
            boolean own = spec.data.length > 0 || spec.dataOffset != 0;
            if (own) {
                buffers.add(buffer(b, spec));
            }
            tensorTables.add(tensor(b, spec, spec.buffer >= 0 ? spec.buffer : own ? buffers.size() - 1 : 0));
        }
        List<Integer> codeTables = codes.stream().map(c -> code(b, c)).toList();
        List<Integer> operatorTables =
                operators.stream().map(o -> operator(b, o)).toList();
        int tensorVector = tables(b, tensorTables);
        int operatorVector = tables(b, operatorTables);
        int inputVector = intVector(b, inputs);
        int outputVector = intVector(b, outputs);
        List<Integer> subgraphTables = new ArrayList<>();
        for (int i = 0; i < subgraphs; i++) {
            b.startTable(5);
            b.addOffset(0, tensorVector, 0);
            b.addOffset(1, inputVector, 0);
            b.addOffset(2, outputVector, 0);
            b.addOffset(3, operatorVector, 0);
            subgraphTables.add(b.endTable());
        }
        int codeVector = tables(b, codeTables);
        int subgraphVector = tables(b, subgraphTables);
        int bufferVector = tables(b, buffers);
        b.startTable(8);
        b.addInt(0, version, 0);
        b.addOffset(1, codeVector, 0);
        b.addOffset(2, subgraphVector, 0);
        b.addOffset(4, bufferVector, 0);
        b.finish(b.endTable(), identifier);
        return b.sizedByteArray();
    }

    private static int buffer(FlatBufferBuilder b, TensorSpec spec) {
        int data = spec.data.length == 0 ? 0 : b.createByteVector(spec.data);
        b.startTable(3);
        b.addOffset(0, data, 0);
        b.addLong(1, spec.dataOffset, 0);
        return b.endTable();
    }

    private static int tensor(FlatBufferBuilder b, TensorSpec spec, long buffer) {
        int name = b.createString(spec.name);
        int shape = intVector(b, spec.shape);
        int quantization = quantization(b, spec);
        int sparsity = 0;
        if (spec.sparse) {
            b.startTable(3);
            sparsity = b.endTable();
        }
        b.startTable(11);
        b.addOffset(0, shape, 0);
        b.addByte(1, (byte) spec.type, 0);
        b.addInt(2, (int) buffer, 0);
        b.addOffset(3, name, 0);
        b.addOffset(4, quantization, 0);
        b.addBoolean(5, spec.variable, false);
        b.addOffset(6, sparsity, 0);
        b.addInt(10, spec.external, 0);
        return b.endTable();
    }

    private static int quantization(FlatBufferBuilder b, TensorSpec spec) {
        if (spec.scales.length == 0) {
            return 0;
        }
        b.startVector(4, spec.scales.length, 4);
        for (int i = spec.scales.length - 1; i >= 0; i--) {
            b.addFloat(spec.scales[i]);
        }
        int scales = b.endVector();
        b.startVector(8, spec.zeroPoints.length, 8);
        for (int i = spec.zeroPoints.length - 1; i >= 0; i--) {
            b.addLong(spec.zeroPoints[i]);
        }
        int zeroPoints = b.endVector();
        b.startTable(7);
        b.addOffset(2, scales, 0);
        b.addOffset(3, zeroPoints, 0);
        b.addByte(4, (byte) spec.details, 0);
        b.addInt(6, spec.dimension, 0);
        return b.endTable();
    }

    private static int code(FlatBufferBuilder b, CodeSpec spec) {
        int custom = spec.custom.isEmpty() ? 0 : b.createString(spec.custom);
        b.startTable(4);
        b.addByte(0, (byte) spec.narrow, 0);
        b.addOffset(1, custom, 0);
        b.addInt(3, spec.wide, 0);
        return b.endTable();
    }

    private static int operator(FlatBufferBuilder b, OperatorSpec spec) {
        int operands = intVector(b, spec.inputs.toArray());
        int results = intVector(b, spec.outputs.toArray());
        int options = spec.options.applyAsInt(b);
        b.startTable(5);
        b.addInt(0, spec.code, 0);
        b.addOffset(1, operands, 0);
        b.addOffset(2, results, 0);
        b.addByte(3, (byte) spec.optionsType, 0);
        b.addOffset(4, options, 0);
        return b.endTable();
    }

    private static int intVector(FlatBufferBuilder b, int[] values) {
        b.startVector(4, values.length, 4);
        for (int i = values.length - 1; i >= 0; i--) {
            b.addInt(values[i]);
        }
        return b.endVector();
    }

    private static int tables(FlatBufferBuilder b, List<Integer> offsets) {
        b.startVector(4, offsets.size(), 4);
        for (int i = offsets.size() - 1; i >= 0; i--) {
            b.addOffset(offsets.get(i));
        }
        return b.endVector();
    }
}
