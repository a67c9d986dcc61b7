package dev.pex.dsl.build;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the method of {@code dev.pex.dsl.Node} that the annotation of an operator means. The annotation processor calls it on
 * the first layer that the operator takes, with the new layer's name, the other layers, and the listed elements of the
 * annotation.
 */
@Documented
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Calls {
    /** The method. */
    String value();

    /** The number of layers that the operator takes. */
    int layers() default 1;

    /** Elements of the annotation, in the order of the method's parameters. */
    String[] arguments() default {};

    /**
     * An element that follows as the last argument, unless it has its default value. The method then has an overload without
     * it. Empty for none.
     */
    String optional() default "";
}
