package dev.pex.dsl.annotation;

import dev.pex.tensor.Axis;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Exchanges axes. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Transpose {
    /** The axes that become the output's rows, columns and channels. */
    Axis[] value();
}
