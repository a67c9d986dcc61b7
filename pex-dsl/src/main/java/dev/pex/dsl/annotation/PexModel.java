package dev.pex.dsl.annotation;

import dev.pex.dsl.weights.WeightLayout;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A network: an interface whose methods are its layers, in order, or a class with {@code static void define(Network net)}.
 * A method without parameters takes the layer above it; parameters name their producers.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface PexModel {
    /** A C identifier in lower case; by default the name of the type with _ between its words. */
    String name() default "";

    /** A {@code .safetensors} or {@code .npz} file of the project with the weights. */
    String weights() default "";

    /** How the dimensions of weights lie in that file. */
    WeightLayout layout() default WeightLayout.TFLITE;

    /** Random weights instead of those of a file, for studies of size and speed. */
    boolean randomWeights() default false;

    long seed() default 1;

    /** The core to compile for, such as {@code cortex-m4}; by default that of the build. */
    String target() default "";

    /** The most bytes that the arena may take; 0 for the budget of the build. */
    long arenaBudget() default 0;

    /** Labels of the output's classes. */
    String[] labels() default {};

    /** A folder of the project with samples to calibrate the quantisation. */
    String calibration() default "";
}
