package dev.pex.dsl.annotation;

import dev.pex.dsl.build.Calls;
import dev.pex.tensor.Axis;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Minimum along axes, which keep extent 1. */
@Calls(value = "reduceMin", arguments = "value")
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface ReduceMin {
    Axis[] value();
}
