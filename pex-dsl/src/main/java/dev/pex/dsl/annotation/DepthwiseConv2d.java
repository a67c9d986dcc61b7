package dev.pex.dsl.annotation;

import dev.pex.dsl.Padding;
import dev.pex.operator.Activation;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Depthwise 2-D convolution; its padding is SAME by default. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface DepthwiseConv2d {
    /** Rows and columns, or one number for both. */
    int[] kernel();

    /** Output channels per input channel. */
    int multiplier() default 1;

    /** Of rows and columns, or one number for both. */
    int[] stride() default 1;

    /** Of rows and columns, or one number for both. */
    int[] dilation() default 1;

    Padding padding() default Padding.SAME;

    /** Whether the weights have a bias. */
    boolean bias() default true;

    Activation activation() default Activation.NONE;
}
