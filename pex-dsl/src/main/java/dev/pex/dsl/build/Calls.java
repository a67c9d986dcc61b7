package dev.pex.dsl.build;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the method of {@code dev.pex.dsl.Node} that the annotation of an operator means. The annotation processor calls it on
 * the first layer that the operator takes, with the new layer's name, the other layers, and the listed elements of the
 * annotation. It leaves out elements at the end that have their default value; the method needs an overload without them.
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
}
