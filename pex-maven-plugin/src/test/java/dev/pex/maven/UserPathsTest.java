package dev.pex.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.diagnostic.DiagnosticException;
import java.io.File;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class UserPathsTest {
    private static final Path STARTED = Path.of("/work");
    private static final Path MODULE = Path.of("/work/module");

    @Test
    void whatIsTypedCountsFromWhereMavenWasStarted() {
        assertThat(typed("nets/a.tflite").of(injected("nets/a.tflite"), "pex.model"))
                .contains(Path.of("/work/nets/a.tflite"));
        assertThat(typed("../a.tflite").of(new File("/work/a.tflite"), "pex.model"))
                .contains(Path.of("/a.tflite"));
        assertThat(typed("/elsewhere/a.tflite").of(new File("/elsewhere/a.tflite"), "pex.model"))
                .contains(Path.of("/elsewhere/a.tflite"));
    }

    @Test
    void whatThePomSaysCountsFromTheModule() {
        assertThat(new UserPaths(STARTED, MODULE, new Properties()).of(injected("a.tflite"), "pex.model"))
                .contains(Path.of("/work/module/a.tflite"));
        // <model>nets/${pex.model}</model>, or a value that hides what is typed
        assertThat(typed("a.tflite").of(injected("nets/a.tflite"), "pex.model"))
                .contains(Path.of("/work/module/nets/a.tflite"));
        assertThat(typed("a.tflite").of(null, "pex.model")).isEmpty();
    }

    @Test
    void whatJavaCannotNameIsAFaultOfTheUser() {
        assertThatThrownBy(() -> UserPaths.path(new File("a\0b.tflite")))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageStartingWith("PEX-0301 a\0b.tflite: Java cannot use this path: ")
                .hasMessageContaining("LC_ALL=C.UTF-8");
    }

    private static UserPaths typed(String value) {
        Properties commandLine = new Properties();
        commandLine.setProperty("pex.model", value);
        return new UserPaths(STARTED, MODULE, commandLine);
    }

    private static File injected(String relative) {
        return MODULE.resolve(relative).toFile();
    }
}
