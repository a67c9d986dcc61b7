package dev.pex.dsl.annotation;

import dev.pex.dsl.build.Calls;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Arithmetic mean of every channel over the whole image: a vector. {@link Mean} along rows and columns leaves an image of
 * one pixel, for convolutions.
 */
@Calls("globalAveragePool")
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface GlobalAveragePool {}
