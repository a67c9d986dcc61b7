package dev.pex.dsl.annotation;

import dev.pex.dsl.Padding;
import dev.pex.operator.Activation;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Average over a window; its padding is SAME unless told otherwise, and absent elements do not count. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface AveragePool {
    /** Rows and columns, or one number for both. */
    int[] kernel();

    /** Of rows and columns, or one number for both; none is the kernel's size. */
    int[] stride() default {};

    Padding padding() default Padding.SAME;

    Activation activation() default Activation.NONE;
}
