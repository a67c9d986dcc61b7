package dev.pex.maven;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Files as users mean them. Maven makes every relative path one of the module; what somebody types after -D is
 * one of the folder where Maven was started.
 *
 * @param started the folder where Maven was started
 * @param module the folder that Maven takes relative paths from
 * @param commandLine what was given with -D
 */
record UserPaths(Path started, Path module, Properties commandLine) {
    /**
     * The path that a parameter stands for.
     *
     * @param injected what Maven made of it; null when the user does not say anything
     * @param property its name after -D
     */
    Optional<Path> of(@Nullable File injected, String property) {
        if (injected == null) {
            return Optional.empty();
        }
        Path path = path(injected);
        String given = commandLine.getProperty(property);
        if (given == null) {
            return Optional.of(path);
        }
        Path typed = path(new File(given));
        // A POM may also make something else of the property, or say another value.
        return Optional.of(
                path.equals(module.resolve(typed).normalize())
                        ? started.resolve(typed).normalize()
                        : path);
    }

    /**
     * The path of a file that the user named.
     *
     * @throws DiagnosticException when its name has characters that the platform's encoding lacks
     */
    static Path path(File file) {
        try {
            return file.toPath().normalize();
        } catch (InvalidPathException e) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.BAD_PARAMETER,
                    file.getPath(),
                    "Java cannot use this path: " + e.getReason(),
                    "names are in the encoding " + System.getProperty("sun.jnu.encoding")
                            + " here; start Maven in a UTF-8 locale, such as LC_ALL=C.UTF-8"));
        }
    }
}
