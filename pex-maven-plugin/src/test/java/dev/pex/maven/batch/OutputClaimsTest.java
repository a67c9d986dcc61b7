package dev.pex.maven.batch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.Io;
import dev.pex.diagnostic.DiagnosticException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OutputClaimsTest {
    private static final CompilerOptions OPTIONS = CompilerOptions.defaults();

    private final OutputClaims claims = new OutputClaims();

    @Test
    void aModelMayWriteItsFolderAgain() {
        claims.claim(Path.of("out/net"), ModelRequest.of(Path.of("a/net.tflite")), OPTIONS, "outputDirectory");

        assertThatCode(() -> claims.claim(
                        Path.of("out/./net"), ModelRequest.of(Path.of("a/net.tflite")), OPTIONS, "outputDirectory"))
                .doesNotThrowAnyException();
    }

    @Test
    void anotherModelMayNot() {
        claims.claim(Path.of("out/net"), ModelRequest.of(Path.of("a/net.tflite")), OPTIONS, "outputDirectory");

        assertThatThrownBy(() -> claims.claim(
                        Path.of("out/net"), ModelRequest.of(Path.of("b/net.tflite")), OPTIONS, "outputDirectory"))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageStartingWith("PEX-0304 net.tflite: another model of this build is written to ");
    }

    @Test
    void norMayItselfWithOtherOptions() {
        ModelRequest net = ModelRequest.of(Path.of("a/net.tflite"));
        claims.claim(Path.of("out/net"), net, OPTIONS, "outputDirectory");

        assertThatThrownBy(() -> claims.claim(Path.of("out/net"), net, OPTIONS.withIo(Io.INT8), "javaOutputDirectory"))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("twice in this build, with different options")
                .hasMessageContaining("(give each <execution> another <javaOutputDirectory>)");
    }
}
