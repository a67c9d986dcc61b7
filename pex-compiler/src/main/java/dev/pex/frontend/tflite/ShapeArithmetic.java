package dev.pex.frontend.tflite;

import dev.pex.frontend.tflite.file.BuiltinOperator;
import dev.pex.frontend.tflite.file.ModelFile;
import dev.pex.frontend.tflite.file.OperatorEntry;
import dev.pex.frontend.tflite.operators.ReshapeReader;
import dev.pex.frontend.tflite.operators.TransposeConvolutionReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the operators that only compute shapes for RESHAPE and TRANSPOSE_CONV, such as SHAPE, STRIDED_SLICE
 * and PACK of networks that were exported with a free batch size. The file declares the shapes that result,
 * so these operators are not needed.
 */
final class ShapeArithmetic {
    /** The operand that only repeats the declared shape of the output, by operator. */
    private static final Map<BuiltinOperator, Integer> SHAPE_OPERANDS = Map.of(
            BuiltinOperator.RESHAPE, ReshapeReader.SHAPE,
            BuiltinOperator.TRANSPOSE_CONV, TransposeConvolutionReader.SHAPE);

    private final ModelFile model;
    private final Map<Integer, List<OperatorEntry>> readers = new HashMap<>();
    private final Set<Integer> operators = new HashSet<>();

    private ShapeArithmetic(ModelFile model) {
        this.model = model;
        for (OperatorEntry entry : model.operators()) {
            for (int input : new HashSet<>(entry.inputs())) {
                readers.computeIfAbsent(input, i -> new ArrayList<>()).add(entry);
            }
        }
    }

    /** The indices of the operators that need not be read. */
    static Set<Integer> of(ModelFile model) {
        ShapeArithmetic arithmetic = new ShapeArithmetic(model);
        // Whoever reads a result comes later in the file.
        for (int i = model.operators().size() - 1; i >= 0; i--) {
            OperatorEntry entry = model.operators().get(i);
            if (arithmetic.servesShapesOnly(entry)) {
                arithmetic.operators.add(entry.index());
            }
        }
        return Set.copyOf(arithmetic.operators);
    }

    private boolean servesShapesOnly(OperatorEntry entry) {
        boolean read = model.code(entry).is(BuiltinOperator.SHAPE);
        for (int output : entry.outputs()) {
            if (model.outputs().contains(output)) {
                return false;
            }
            for (OperatorEntry reader : readers.getOrDefault(output, List.of())) {
                if (!operators.contains(reader.index()) && !isShapeOf(reader, output)) {
                    return false;
                }
                read = true;
            }
        }
        return read;
    }

    private boolean isShapeOf(OperatorEntry reader, int tensor) {
        Optional<Integer> operand =
                model.code(reader).operator().flatMap(kind -> Optional.ofNullable(SHAPE_OPERANDS.get(kind)));
        if (operand.isEmpty()) {
            return false;
        }
        for (int i = 0; i < reader.inputs().size(); i++) {
            if (reader.inputs().get(i) == tensor && i != operand.get()) {
                return false;
            }
        }
        return true;
    }
}
