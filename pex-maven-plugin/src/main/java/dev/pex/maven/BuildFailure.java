package dev.pex.maven;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/** A build fails because of models that failed, or because of a fault of Pex, which is the cause then. */
final class BuildFailure extends Exception {
    /** A failure of models. */
    BuildFailure(String message) {
        super(message);
    }

    /** A fault of Pex. */
    BuildFailure(RuntimeException fault) {
        super("Pex itself failed, please report this: " + fault, fault);
    }

    /** Throws the exception that Maven expects. */
    void rethrow() throws MojoExecutionException, MojoFailureException {
        if (getCause() == null) {
            throw new MojoFailureException(getMessage());
        }
        throw new MojoExecutionException(getMessage(), getCause());
    }
}
