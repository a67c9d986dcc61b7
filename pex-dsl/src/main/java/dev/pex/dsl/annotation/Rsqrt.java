package dev.pex.dsl.annotation;

import dev.pex.dsl.build.Calls;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** 1 / sqrt(x); the layer before it makes numbers above 0. */
@Calls("rsqrt")
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Rsqrt {}
