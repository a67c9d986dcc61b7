package dev.pex.dsl.annotation;

import dev.pex.dsl.build.Calls;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** x, or exp(x) - 1 where x is negative. */
@Calls("elu")
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Elu {}
