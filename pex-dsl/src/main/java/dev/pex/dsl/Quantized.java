package dev.pex.dsl;

import dev.pex.dsl.build.Result;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Quantization;
import java.util.Optional;

/** How the stored elements q of a tensor give its values: value = scale * (q - zero point). */
public record Quantized(ElementType type, float scale, int zeroPoint) {
    public Quantized {
        if (!type.isQuantized()) {
            throw DslException.of(type + " is not quantised");
        }
        if (!(scale > 0) || Float.isInfinite(scale)) {
            throw DslException.of(type + " scale " + scale + " is not positive and finite");
        }
        int lowest = type == ElementType.UINT8 ? 0 : -128;
        if (zeroPoint < lowest || zeroPoint > lowest + 255) {
            throw DslException.of(
                    type + " zero point " + zeroPoint + " is outside [" + lowest + ", " + (lowest + 255) + "]");
        }
    }

    public static Quantized int8(float scale, int zeroPoint) {
        return new Quantized(ElementType.INT8, scale, zeroPoint);
    }

    public static Quantized uint8(float scale, int zeroPoint) {
        return new Quantized(ElementType.UINT8, scale, zeroPoint);
    }

    Quantization quantization() {
        return new Quantization(scale, zeroPoint);
    }

    /** The output of an operator from int8 to int8. */
    Result result() {
        return Result.int8(type, quantization());
    }

    /** The output of a conversion. */
    Result converted() {
        return Result.converted(type, Optional.of(quantization()));
    }
}
