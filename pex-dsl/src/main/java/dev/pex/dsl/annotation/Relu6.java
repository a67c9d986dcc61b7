package dev.pex.dsl.annotation;

import dev.pex.dsl.build.Calls;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** x between 0 and 6. */
@Calls("relu6")
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Relu6 {}
