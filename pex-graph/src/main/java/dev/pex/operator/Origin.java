package dev.pex.operator;

/**
 * Where an operator comes from; for reports and diagnostics.
 *
 * @param index position in the model, or of the operator that it was derived from
 * @param kind the model format's name of the operator, such as {@code CONV_2D}
 * @param name name of the tensor that it makes
 */
public record Origin(int index, String kind, String name) {
    @Override
    public String toString() {
        return "#" + index + " " + kind + " '" + name + "'";
    }
}
