package dev.pex.dsl.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Other numbers of rows and columns; every element copies the nearest one. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface ResizeNearest {
    int rows();

    int columns();

    boolean alignCorners() default false;

    boolean halfPixelCenters() default false;
}
