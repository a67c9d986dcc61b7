package dev.pex.dsl.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An input of the network, a float32 tensor; in a {@link PexBlock} the input of the block. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Input {
    /** Without the batch; empty in a block. */
    int[] shape() default {};

    /** How the input is to be quantised; 0 leaves that to calibration. */
    float scale() default 0;

    int zeroPoint() default 0;
}
