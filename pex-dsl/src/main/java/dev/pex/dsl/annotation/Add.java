package dev.pex.dsl.annotation;

import dev.pex.dsl.build.Calls;
import dev.pex.operator.Activation;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Sum of two layers, or of a layer and a {@link Constant}; axes of extent 1 are broadcast. */
@Calls(value = "add", layers = 2, optional = "activation")
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Add {
    Activation activation() default Activation.NONE;
}
