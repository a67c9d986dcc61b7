package dev.pex.dsl.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An interface whose methods are layers that {@link Use} puts into networks. Its first layer takes what the block is
 * given; {@link Input} names that for other layers. Its last layer is what the block makes.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface PexBlock {}
