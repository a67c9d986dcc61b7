package dev.pex.dsl.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Surrounds the layer with a number. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Pad {
    /** Rows, columns and channels before. */
    int[] before();

    /** Rows, columns and channels after. */
    int[] after();

    float value() default 0;
}
