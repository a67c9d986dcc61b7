package dev.pex.processor;

import java.util.List;
import javax.lang.model.element.ExecutableElement;

/**
 * A layer of a declared network or block.
 *
 * @param method the method that declares it and gives it its name
 * @param operator simple name of the annotation of its operator
 * @param values the values of that annotation
 * @param producers names of the layers that it takes, in order
 * @param output whether it is marked as an output
 */
record Layer(ExecutableElement method, String operator, Values values, List<String> producers, boolean output) {
    static final String INPUT = "Input";
    static final String CONSTANT = "Constant";
    static final String USE = "Use";

    Layer {
        producers = List.copyOf(producers);
    }

    String name() {
        return method.getSimpleName().toString();
    }

    boolean is(String kind) {
        return operator.equals(kind);
    }
}
