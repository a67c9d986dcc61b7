package dev.pex.codesign.describe;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import dev.pex.dsl.AveragePool2d;
import dev.pex.dsl.Conv2d;
import dev.pex.dsl.DepthwiseConv2d;
import dev.pex.dsl.FullyConnected;
import dev.pex.dsl.MaxPool2d;
import dev.pex.dsl.Padding;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.dsl.Slice;
import dev.pex.dsl.Sliding;
import dev.pex.dsl.TransposeConv2d;
import dev.pex.dsl.WeightOptions;
import dev.pex.dsl.WindowOptions;
import dev.pex.operator.Activation;
import dev.pex.operator.Resampling;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Border;
import dev.pex.tensor.ElementType;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Writes arguments of the builder as Java, without what is the default, and remembers which constants it needs. */
final class Literals {
    private static final int NO_STEP = 1;

    private final Set<Constant> constants = new HashSet<>();

    /** A static member that is imported. */
    private record Constant(Class<?> owner, String name) {}

    /** What writes arguments of each class. */
    private final Map<Class<?>, Function<Object, CodeBlock>> writers = new HashMap<>();

    /**
     * Makes a writer.
     *
     * @param values code for a value, by its id
     */
    Literals(IntFunction<CodeBlock> values) {
        write(Value.class, value -> values.apply(value.tensor()));
        write(String.class, text -> CodeBlock.of("$S", text));
        write(Integer.class, number -> CodeBlock.of("$L", number));
        write(Float.class, number -> CodeBlock.of("$Lf", number));
        write(Byte.class, number -> CodeBlock.of("(byte) $L", number));
        write(Activation.class, this::constant);
        write(Axis.class, this::constant);
        write(ElementType.class, type -> CodeBlock.of("$T.$L", ElementType.class, type.name()));
        write(Quantized.class, this::quantized);
        write(Shape.class, shape -> CodeBlock.of("$T.of($L)", Shape.class, joined(shape.dimensions())));
        write(Border.class, b -> CodeBlock.of("new $T($L, $L, $L)", Border.class, b.rows(), b.columns(), b.channels()));
        write(
                Resampling.class,
                how -> CodeBlock.of("new $T($L, $L)", Resampling.class, how.alignCorners(), how.halfPixelCenters()));
        write(Conv2d.class, this::conv2d);
        write(DepthwiseConv2d.class, this::depthwiseConv2d);
        write(TransposeConv2d.class, this::transposeConv2d);
        write(FullyConnected.class, this::fullyConnected);
        write(AveragePool2d.class, pool -> pool(AveragePool2d.class, pool, pool.activation()));
        write(MaxPool2d.class, pool -> pool(MaxPool2d.class, pool, pool.activation()));
        write(Slice.class, this::slice);
    }

    private <T> void write(Class<T> type, Function<T, CodeBlock> code) {
        writers.put(type, argument -> code.apply(type.cast(argument)));
    }

    /** Imports the constants that were written so far. */
    void importInto(JavaFile.Builder file) {
        constants.stream()
                .sorted(Comparator.comparing(
                                (Constant constant) -> constant.owner().getName())
                        .thenComparing(Constant::name))
                .forEach(constant -> file.addStaticImport(constant.owner(), constant.name()));
    }

    CodeBlock call(Invocation call) {
        List<CodeBlock> arguments = new ArrayList<>();
        for (Object argument : call.arguments()) {
            if (argument.getClass().isArray()) {
                for (int i = 0; i < Array.getLength(argument); i++) {
                    arguments.add(code(Array.get(argument, i)));
                }
            } else {
                arguments.add(code(argument));
            }
        }
        return CodeBlock.of("$L($L)", call.method(), CodeBlock.join(arguments, ", "));
    }

    private CodeBlock code(Object argument) {
        Function<Object, CodeBlock> writer = writers.get(argument.getClass());
        if (writer == null) {
            throw new IllegalStateException("no code for " + argument.getClass());
        }
        return writer.apply(argument);
    }

    private CodeBlock conv2d(Conv2d options) {
        CodeBlock.Builder code = CodeBlock.builder().add("$T.filters($L)", Conv2d.class, options.filters());
        unlessOne(
                code,
                "kernel",
                options.sliding().kernelRows(),
                options.sliding().kernelColumns());
        window(code, options);
        return weights(code, options, options.activation());
    }

    private CodeBlock depthwiseConv2d(DepthwiseConv2d options) {
        CodeBlock.Builder code = kernel(DepthwiseConv2d.class, options.sliding());
        if (options.multiplier() != 1) {
            code.add(".multiplier($L)", options.multiplier());
        }
        window(code, options);
        return weights(code, options, options.activation());
    }

    private CodeBlock transposeConv2d(TransposeConv2d options) {
        CodeBlock.Builder code = CodeBlock.builder().add("$T.filters($L)", TransposeConv2d.class, options.filters());
        unlessOne(
                code,
                "kernel",
                options.sliding().kernelRows(),
                options.sliding().kernelColumns());
        window(code, options);
        if (options.rows() > 0) {
            code.add(".output($L, $L)", options.rows(), options.columns());
        }
        return weights(code, options, options.activation());
    }

    private CodeBlock fullyConnected(FullyConnected options) {
        CodeBlock.Builder code = CodeBlock.builder().add("$T.units($L)", FullyConnected.class, options.units());
        return weights(code, options, options.activation());
    }

    private CodeBlock pool(Class<?> type, WindowOptions<?> options, Activation activation) {
        CodeBlock.Builder code = kernel(type, options.sliding());
        window(code, options);
        activation(code, activation);
        return code.build();
    }

    private static CodeBlock.Builder kernel(Class<?> type, Sliding window) {
        return CodeBlock.builder().add("$T.kernel($L, $L)", type, window.kernelRows(), window.kernelColumns());
    }

    private static void window(CodeBlock.Builder code, WindowOptions<?> options) {
        Sliding window = options.sliding();
        unlessOne(code, "stride", window.strideRows(), window.strideColumns());
        unlessOne(code, "dilation", window.dilationRows(), window.dilationColumns());
        if (window.padding() == Padding.SAME) {
            code.add(".same()");
        }
    }

    private static void unlessOne(CodeBlock.Builder code, String method, int rows, int columns) {
        if (rows != 1 || columns != 1) {
            code.add(".$L($L, $L)", method, rows, columns);
        }
    }

    private CodeBlock weights(CodeBlock.Builder code, WeightOptions<?> options, Activation activation) {
        if (!options.coefficients().biased()) {
            code.add(".withoutBias()");
        }
        activation(code, activation);
        return code.build();
    }

    private void activation(CodeBlock.Builder code, Activation activation) {
        if (activation != Activation.NONE) {
            code.add(".activation($L)", constant(activation));
        }
    }

    private CodeBlock slice(Slice slice) {
        CodeBlock.Builder code = CodeBlock.builder().add("$T.all()", Slice.class);
        for (Slice.Span span : slice.spans()) {
            code.add(".range($L, $L, $L)", constant(span.axis()), span.begin(), span.end());
        }
        for (Axis axis : Axis.values()) {
            int step = slice.stride().along(axis);
            if (step != NO_STEP) {
                code.add(".every($L, $L)", step, constant(axis));
            }
        }
        return code.build();
    }

    private CodeBlock quantized(Quantized quantized) {
        String method = quantized.type().name().toLowerCase(Locale.ROOT);
        return CodeBlock.of("$L($Lf, $L)", member(Quantized.class, method), quantized.scale(), quantized.zeroPoint());
    }

    private CodeBlock constant(Enum<?> constant) {
        return member(constant.getDeclaringClass(), constant.name());
    }

    /** A static member; as a part of the format, so that its import is used. */
    private CodeBlock member(Class<?> owner, String name) {
        constants.add(new Constant(owner, name));
        return CodeBlock.of("$T." + name, owner);
    }

    private static String joined(List<Integer> numbers) {
        return String.join(", ", numbers.stream().map(String::valueOf).toList());
    }
}
