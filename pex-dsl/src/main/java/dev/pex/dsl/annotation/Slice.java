package dev.pex.dsl.annotation;

import dev.pex.tensor.Axis;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A range of indices along an axis. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Slice {
    Axis axis();

    /** The first index. */
    int begin();

    /** The index after the last one. */
    int end();

    /** The distance between neighbouring indices that are kept. */
    int every() default 1;
}
