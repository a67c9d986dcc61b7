package dev.pex.maven.companion;

import com.palantir.javapoet.ClassName;
import dev.pex.companion.ShippedFiles;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * The names of the companion of a model in Java, and the paths of its files.
 *
 * @param javaPackage the package of its classes
 * @param model name of the model
 */
public record CompanionNames(String javaPackage, String model) {
    /** Folder with sources without dependencies. */
    public static final String MAIN = "main";

    /** Folder for sources that depend on pex-compiler. */
    public static final String TEST = "test";

    /** Folder with the files that these sources read. */
    public static final String RESOURCES = "test-resources";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.]*");

    /**
     * Checks the name of a package.
     *
     * @param where the parameter, for messages
     * @throws DiagnosticException when it is not a package that classes can be written into
     */
    public static String requirePackage(String where, String name) {
        // Other names may be valid in Java and yet not in a file system.
        boolean valid = PLAIN.matcher(name).matches() && SourceVersion.isName(name);
        if (!valid || name.equals("java") || name.startsWith("java.")) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.BAD_PARAMETER,
                    where,
                    "'" + name + "' cannot be a package of Java classes",
                    "give identifiers of Java in ASCII with dots between them, such as com.example.firmware"));
        }
        return name;
    }

    ClassName constants() {
        return ClassName.get(javaPackage, words() + "Model");
    }

    ClassName runner() {
        return ClassName.get(javaPackage, words() + "Runner");
    }

    /** The qualified name of the class with the constants. */
    public String constantsClass() {
        return constants().canonicalName();
    }

    public String constantsFile() {
        return MAIN + "/" + folder() + constants().simpleName() + ".java";
    }

    String runnerFile() {
        return TEST + "/" + folder() + runner().simpleName() + ".java";
    }

    String networkFile() {
        return RESOURCES + "/" + folder() + ShippedFiles.networkName(model);
    }

    String planFile() {
        return RESOURCES + "/" + folder() + ShippedFiles.planName(model);
    }

    private String folder() {
        return javaPackage.replace('.', '/') + "/";
    }

    /** {@code keyword_spotter} as {@code KeywordSpotter}. */
    private String words() {
        return Arrays.stream(model.split("_", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }
}
