package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Abs;
import dev.pex.operator.ReduceMax;
import dev.pex.operator.ReduceMin;
import dev.pex.operator.Relu;
import dev.pex.operator.ReluN1To1;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import dev.pex.tensor.Tensor;
import dev.pex.testing.Streams;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Random networks of one operator each, for tests. They stay within what the compiler accepts, and go to
 * the edges of it: odd extents, zero points at the ends of the type, extreme scales, broadcasting.
 */
public final class RandomOperators {
    /** The operators. */
    public enum Kind {
        CONV_2D,
        DEPTHWISE_CONV_2D,
        FULLY_CONNECTED,
        AVERAGE_POOL_2D,
        ADD,
        MEAN,
        SOFTMAX,
        QUANTIZE,
        REQUANTIZE,
        DEQUANTIZE,
        PAD,
        RESHAPE,
        TRANSPOSE,
        MAX_POOL_2D,
        SUB,
        SQUARED_DIFFERENCE,
        MUL,
        DIV,
        MAXIMUM,
        MINIMUM,
        PADV2,
        SUM,
        REDUCE_MAX,
        REDUCE_MIN,
        LOGISTIC,
        TANH,
        RELU,
        RELU6,
        RELU_N1_TO_1,
        LEAKY_RELU,
        HARD_SWISH,
        ABS,
        ELU,
        RSQRT,
        PRELU,
        ARG_MAX,
        CAST,
        GATHER,
        CONCATENATION,
        SLICE,
        RESIZE_NEAREST_NEIGHBOR,
        RESIZE_BILINEAR,
        TRANSPOSE_CONV;

        /** The kind's name as a C identifier in lower case. */
        public String identifier() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final List<Kind> KINDS = List.of(Kind.values());

    private RandomOperators() {}

    /** A network of one operator of any kind; its name says which. */
    public static Graph next(SplittableRandom random) {
        return next(Streams.choose(random.nextLong(), KINDS), random);
    }

    /** A network of one operator of a kind, which draws from a stream of its own. */
    public static Graph next(Kind kind, SplittableRandom random) {
        SplittableRandom own = Streams.of(random.nextLong(), kind.identifier());
        RandomTensors tensors = new RandomTensors(kind.identifier(), own);
        return switch (kind) {
            case CONV_2D -> RandomWeighted.conv2d(tensors);
            case DEPTHWISE_CONV_2D -> RandomWeighted.depthwiseConv2d(tensors);
            case FULLY_CONNECTED -> RandomWeighted.fullyConnected(tensors);
            case AVERAGE_POOL_2D -> RandomReductions.averagePool2d(tensors);
            case ADD -> RandomBinary.add(tensors);
            case MEAN -> RandomReductions.mean(tensors);
            case SOFTMAX -> RandomArithmetic.softmax(tensors);
            case QUANTIZE -> RandomArithmetic.quantize(tensors);
            case REQUANTIZE -> RandomArithmetic.requantize(tensors);
            case DEQUANTIZE -> RandomArithmetic.dequantize(tensors);
            case PAD -> RandomMoves.pad(tensors);
            case RESHAPE -> RandomMoves.reshape(tensors);
            case TRANSPOSE -> RandomMoves.transpose(tensors);
            case MAX_POOL_2D -> RandomReductions.maxPool2d(tensors);
            case SUB -> RandomBinary.subtract(tensors);
            case SQUARED_DIFFERENCE -> RandomBinary.squaredDifference(tensors);
            case MUL -> RandomBinary.multiply(tensors);
            case DIV -> RandomBinary.divide(tensors);
            case MAXIMUM -> RandomBinary.maximum(tensors);
            case MINIMUM -> RandomBinary.minimum(tensors);
            case PADV2 -> RandomMoves.padV2(tensors);
            case SUM -> RandomReductions.sum(tensors);
            case REDUCE_MAX -> RandomReductions.extreme(tensors, ReduceMax::new);
            case REDUCE_MIN -> RandomReductions.extreme(tensors, ReduceMin::new);
            case LOGISTIC -> RandomFunctions.logistic(tensors);
            case TANH -> RandomFunctions.tanh(tensors);
            case RELU -> RandomFunctions.rescaling(tensors, Relu::new);
            case RELU6 -> RandomFunctions.relu6(tensors);
            case RELU_N1_TO_1 -> RandomFunctions.rescaling(tensors, ReluN1To1::new);
            case LEAKY_RELU -> RandomFunctions.leakyRelu(tensors);
            case HARD_SWISH -> RandomFunctions.hardSwish(tensors);
            case ABS -> RandomFunctions.rescaling(tensors, Abs::new);
            case ELU -> RandomFunctions.elu(tensors);
            case RSQRT -> RandomFunctions.rsqrt(tensors);
            case PRELU -> RandomFunctions.prelu(tensors);
            case ARG_MAX -> RandomFunctions.argMax(tensors);
            case CAST -> RandomFunctions.cast(tensors);
            case GATHER -> RandomMoves.gather(tensors);
            case CONCATENATION -> RandomMovements.concatenation(tensors);
            case SLICE -> RandomMovements.slice(tensors);
            case RESIZE_NEAREST_NEIGHBOR -> RandomMovements.resizeNearest(tensors);
            case RESIZE_BILINEAR -> RandomMovements.resizeBilinear(tensors);
            case TRANSPOSE_CONV -> RandomWeighted.transposeConv2d(tensors);
        };
    }

    /** A part of at least one element. */
    public static Part randomPart(Extent extent, SplittableRandom random) {
        return new Part(
                randomRange(extent.rows(), random),
                randomRange(extent.columns(), random),
                randomRange(extent.channels(), random));
    }

    private static Range randomRange(int extent, SplittableRandom random) {
        int start = random.nextInt(extent);
        return new Range(start, random.nextInt(start + 1, extent + 1));
    }

    /** Random contents of a tensor. One in four integer tensors holds only the ends of its range. */
    public static byte[] randomBytes(Tensor tensor, SplittableRandom random) {
        byte[] bytes = new byte[tensor.bytes()];
        if (tensor.type() == ElementType.FLOAT32) {
            ByteBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            while (floats.hasRemaining()) {
                floats.putFloat(randomFloat(random));
            }
            return bytes;
        }
        random.nextBytes(bytes);
        if (random.nextInt(4) == 0) {
            int lowest = tensor.type() == ElementType.UINT8 ? 0 : -128;
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (bytes[i] >= 0 ? lowest : lowest + 255);
            }
        }
        return bytes;
    }

    private static float randomFloat(SplittableRandom random) {
        return switch (random.nextInt(32)) {
            case 0 -> Float.NaN;
            case 1 -> Float.POSITIVE_INFINITY;
            case 2 -> Float.NEGATIVE_INFINITY;
            case 3 -> -0f;
            case 4 -> Float.MIN_VALUE;
            case 5 -> -Float.MAX_VALUE;
            case 6, 7, 8, 9 -> random.nextInt(-300, 301) * 0.5f;
            default -> Math.scalb((float) (random.nextDouble() * 2 - 1), random.nextInt(-8, 12));
        };
    }
}
