package dev.pex.dsl.annotation;

import dev.pex.dsl.build.Calls;
import dev.pex.tensor.Axis;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Slices picked along an axis. */
@Calls(
        value = "gather",
        arguments = {"axis", "indices"})
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Gather {
    Axis axis();

    /** Indices, which may repeat. */
    int[] indices();
}
