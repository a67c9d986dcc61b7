package dev.pex.dsl.annotation;

import dev.pex.operator.Activation;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Fully connected; the input is {@code [rows, channels]}: {@link Flatten} an image first. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Dense {
    int units();

    /** Whether the weights have a bias. */
    boolean bias() default true;

    Activation activation() default Activation.NONE;
}
