package dev.pex.processor;

import java.util.HashSet;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/** Reports each mistake once, on the element that has it. */
final class Findings {
    private final Messager messager;
    private final Set<String> reported = new HashSet<>();
    private int errors;

    Findings(Messager messager) {
        this.messager = messager;
    }

    void error(Element where, String what) {
        errors++;
        if (reported.add(key(where, what))) {
            messager.printMessage(Diagnostic.Kind.ERROR, what, where);
        }
    }

    void error(Element where, AnnotationMirror annotation, String what) {
        errors++;
        if (reported.add(key(where, what))) {
            messager.printMessage(Diagnostic.Kind.ERROR, what, where, annotation);
        }
    }

    int errors() {
        return errors;
    }

    private static String key(Element where, String what) {
        return where.getEnclosingElement() + "." + where + ": " + what;
    }
}
