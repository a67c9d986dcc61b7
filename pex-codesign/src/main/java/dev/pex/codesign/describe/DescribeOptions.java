package dev.pex.codesign.describe;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostics;
import java.util.List;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * How the Java of a network is to be named.
 *
 * @param packageName package of the class; empty for none
 * @param className simple name of the class
 * @param weightsFile path of the file of weights from the folder of the project, with {@code /} between folders; it should end
 *     in {@code .safetensors}
 * @param labels names of the classes that the first output tells apart; may be empty
 */
public record DescribeOptions(String packageName, String className, String weightsFile, List<String> labels) {
    private static final SourceVersion JAVA = SourceVersion.RELEASE_17;

    /** Names that no type may have, although they are no keywords. */
    private static final Set<String> NO_TYPES = Set.of("var", "yield", "record", "sealed", "permits");

    /**
     * Checks the names.
     *
     * @throws dev.pex.diagnostic.DiagnosticException when a name is none of Java (PEX-0301)
     */
    public DescribeOptions {
        labels = List.copyOf(labels);
        Diagnostics faults = new Diagnostics();
        if (!packageName.isEmpty() && !SourceVersion.isName(packageName, JAVA)) {
            faults.error(
                    Code.BAD_PARAMETER, "package", "'" + packageName + "' is no name of a Java package", "name one");
        }
        if (className.contains(".") || NO_TYPES.contains(className) || !SourceVersion.isName(className, JAVA)) {
            faults.error(Code.BAD_PARAMETER, "class", "'" + className + "' is no name of a Java class", "name one");
        }
        if (weightsFile.isBlank()) {
            faults.error(
                    Code.BAD_PARAMETER, "weights", "the file of weights has no name", "name it, as net.safetensors");
        }
        faults.throwIfErrors();
    }

    /** Names without labels. */
    public static DescribeOptions of(String packageName, String className, String weightsFile) {
        return new DescribeOptions(packageName, className, weightsFile, List.of());
    }

    /** The same names, with the labels of a model where these have none. */
    DescribeOptions orLabels(List<String> ofModel) {
        return labels.isEmpty() ? new DescribeOptions(packageName, className, weightsFile, ofModel) : this;
    }
}
