package dev.pex.dsl.annotation;

import dev.pex.dsl.build.Calls;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** x between -1 and 1. */
@Calls("reluN1To1")
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface ReluN1To1 {}
