package dev.pex.dsl.annotation;

import dev.pex.tensor.Axis;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Two or more layers, concatenated along an axis. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Concatenate {
    Axis value() default Axis.CHANNELS;
}
