package dev.pex.dsl.annotation;

import dev.pex.dsl.build.Calls;
import dev.pex.operator.Activation;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Quotient of a layer by a {@link Constant} without zeros; otherwise as {@link Add}. */
@Calls(value = "divide", layers = 2, optional = "activation")
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Divide {
    Activation activation() default Activation.NONE;
}
