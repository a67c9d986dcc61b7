package dev.pex.executor;

import dev.pex.operator.Intake;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Range;
import java.util.Optional;

/**
 * How an operator folds many elements of its operand into one element of its output: by a sum or a maximum,
 * all at once or slice by slice.
 */
interface Fold {
    /** The value before any element. */
    int start(int channel);

    /** The value with the elements of the operand added that an output element depends on and {@code taken} has. */
    int add(int value, byte[] input, int row, int column, int channel, Taken taken);

    /** The output element of a complete value. */
    byte finish(int value, int row, int column, int channel);

    /** Which indices of the operand count. */
    record Taken(Optional<Intake> intake) {
        boolean has(Axis axis, int index) {
            return intake.isEmpty()
                    || intake.get().axis() != axis
                    || (intake.get().range().start() <= index
                            && index < intake.get().range().end());
        }

        /** The range of an axis, or what of it is taken. */
        Range of(Axis axis, Range all) {
            if (intake.isEmpty() || intake.get().axis() != axis) {
                return all;
            }
            int start = Math.max(all.start(), intake.get().range().start());
            return new Range(
                    start,
                    Math.max(start, Math.min(all.end(), intake.get().range().end())));
        }
    }
}
