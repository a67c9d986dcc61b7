package dev.pex.frontend.tflite.file;

import java.util.List;
import java.util.Optional;

/**
 * An operator as the file states it.
 *
 * @param index position in the file
 * @param codeIndex which operator code it has
 * @param inputs indices of tensors; -1 for an optional one that is absent
 * @param outputs indices of tensors
 * @param optionsType which table of options it has; 0 for none
 */
public record OperatorEntry(
        int index,
        long codeIndex,
        List<Integer> inputs,
        List<Integer> outputs,
        int optionsType,
        Optional<CheckedTable> options) {

    public static OperatorEntry read(int index, CheckedTable table) {
        return new OperatorEntry(
                index,
                table.uint32("opcode_index", 0),
                table.words("inputs", 1).map(CheckedVector::ints).orElse(List.of()),
                table.words("outputs", 2).map(CheckedVector::ints).orElse(List.of()),
                table.uint8("builtin_options_type", 3),
                table.table("builtin_options", 4));
    }
}
