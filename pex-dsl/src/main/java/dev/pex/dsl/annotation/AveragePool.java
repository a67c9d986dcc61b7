package dev.pex.dsl.annotation;

import dev.pex.dsl.Padding;
import dev.pex.operator.Activation;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Average over a window, without absent elements; its padding is SAME by default. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface AveragePool {
    /** Rows and columns, or one number for both. */
    int[] kernel();

    /** Of rows and columns, or one number for both; by default the size of the kernel. */
    int[] stride() default {};

    Padding padding() default Padding.SAME;

    Activation activation() default Activation.NONE;
}
