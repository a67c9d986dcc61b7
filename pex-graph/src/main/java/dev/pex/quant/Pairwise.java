package dev.pex.quant;

import java.util.List;
import java.util.function.IntBinaryOperator;

/** The integer formula of an element-wise operator with two operands, with its constants. */
public interface Pairwise extends Arithmetic {
    /** The output element of two stored elements, an int8. */
    int compute(int left, int right);

    /** Its constants behind the operands, in the order of the struct of its C kernel. */
    List<KernelConstant> constants();

    /** A formula of the stored numbers as they are. */
    static Pairwise unscaled(IntBinaryOperator formula) {
        return new Stored(formula);
    }

    /** A formula without constants. */
    record Stored(IntBinaryOperator formula) implements Pairwise {
        @Override
        public int compute(int left, int right) {
            return formula.applyAsInt(left, right);
        }

        @Override
        public List<KernelConstant> constants() {
            return List.of();
        }
    }
}
