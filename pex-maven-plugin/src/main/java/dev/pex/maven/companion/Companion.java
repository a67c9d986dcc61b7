package dev.pex.maven.companion;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.pex.companion.ShippedFiles;
import dev.pex.compiler.Compilation;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.graph.Graph;
import dev.pex.tensor.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes the Java companion of a model: a class of constants without dependencies, and for tests a class that runs the network
 * with the compiler's executor. The network itself lies beside the latter.
 */
public final class Companion {
    /** A method in Java has at most 255 parameters. */
    private static final int MOST_ENDS = 200;

    private Companion() {}

    /**
     * The files of a companion, by path below the folder for Java. The same model gives the same bytes.
     *
     * @param withRunner whether the tests have pex-compiler, which runs networks
     * @throws DiagnosticException when the model has too many inputs or outputs
     */
    public static SortedMap<String, Bytes> files(CompanionNames names, Compilation compilation, boolean withRunner) {
        Graph graph = compilation.graph();
        int ends = Math.max(graph.inputs().size(), graph.outputs().size());
        if (ends > MOST_ENDS) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.UNSUPPORTED_FORM,
                    graph.name(),
                    "a class of Java cannot have its " + ends + " inputs or outputs",
                    "supported with pex.javaPackage: up to " + MOST_ENDS));
        }
        SortedMap<String, Bytes> files = new TreeMap<>();
        files.put(names.constantsFile(), source(names, ConstantsClass.of(names, compilation)));
        if (withRunner) {
            ShippedFiles shipped = ShippedFiles.of(graph, compilation.plan());
            files.put(names.runnerFile(), source(names, RunnerClass.of(names, compilation, shipped.digest())));
            files.put(names.networkFile(), shipped.network());
            files.put(names.planFile(), shipped.plan());
        }
        return files;
    }

    private static Bytes source(CompanionNames names, TypeSpec type) {
        String text = JavaFile.builder(names.javaPackage(), type)
                .skipJavaLangImports(true)
                .indent("    ")
                .build()
                .toString();
        return Bytes.copyOf(ascii(text).getBytes(StandardCharsets.US_ASCII));
    }

    /** The text in ASCII, so that it does not depend on the encoding that the user's compiler assumes. */
    private static String ascii(String text) {
        StringBuilder ascii = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            ascii.append(c < 128 ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
        return ascii.toString();
    }
}
