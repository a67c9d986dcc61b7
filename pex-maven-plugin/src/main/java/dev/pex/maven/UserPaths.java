package dev.pex.maven;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Files as users mean them. Maven resolves every relative path against the module, but a path typed after -D is relative to the
 * folder where Maven was started.
 *
 * @param started the folder where Maven was started
 * @param module the folder that Maven resolves relative paths against
 * @param commandLine what was given with -D
 */
public record UserPaths(Path started, Path module, Properties commandLine) {
    /** Those of a goal. Without a POM there is no module, and paths count from where Maven was started. */
    public static UserPaths in(MavenSession session, MavenProject project) {
        Path started = path(new File(session.getSystemProperties().getProperty("user.dir")));
        Path module = Locations.isReal(project) ? path(project.getBasedir()) : started;
        return new UserPaths(started, module, session.getUserProperties());
    }

    /**
     * The path that a parameter means.
     *
     * @param injected the value from Maven; null when the user sets none
     * @param property the property that sets it with -D
     */
    public Optional<Path> of(@Nullable File injected, String property) {
        if (injected == null) {
            return Optional.empty();
        }
        Path path = path(injected);
        String given = commandLine.getProperty(property);
        if (given == null) {
            return Optional.of(path);
        }
        Path typed = path(new File(given));
        // A POM may derive another path from the property, or set another value.
        return Optional.of(
                path.equals(module.resolve(typed).normalize())
                        ? started.resolve(typed).normalize()
                        : path);
    }

    /**
     * The path of a file that the user named.
     *
     * @throws DiagnosticException when the encoding of the platform lacks characters of its name
     */
    public static Path path(File file) {
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
