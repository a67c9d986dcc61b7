package dev.pex.dsl.annotation;

import dev.pex.dsl.build.Calls;
import dev.pex.tensor.Axis;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Index along an axis of the largest element, as a plain int32; the first of equal ones. */
@Calls(value = "argMax", arguments = "value")
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface ArgMax {
    Axis value() default Axis.CHANNELS;
}
