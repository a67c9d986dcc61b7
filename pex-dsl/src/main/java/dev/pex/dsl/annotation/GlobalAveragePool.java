package dev.pex.dsl.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Arithmetic mean of every channel over the whole image: a vector. {@link Mean} along rows and columns leaves an image of
 * one pixel, for convolutions.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface GlobalAveragePool {}
