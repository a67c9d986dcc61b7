package dev.pex.quant;

import dev.pex.tensor.Ints;

/**
 * Constants of a formula as its C kernel takes them: neighbouring fields of the kernel's struct.
 *
 * @param names of the fields, for a comment in the generated C
 * @param values one for each field; of a scale its multiplier and its shift
 * @param scale whether the values are those of one {@code pex_scale}
 */
public record KernelConstant(String names, Ints values, boolean scale) {
    /** Fields that are integers. */
    public static KernelConstant of(String names, int... values) {
        return new KernelConstant(names, Ints.copyOf(values), false);
    }

    /** A field that is a scale. */
    public static KernelConstant of(String name, QuantizedMultiplier scale) {
        return new KernelConstant(name, Ints.copyOf(scale.multiplier(), scale.shift()), true);
    }
}
