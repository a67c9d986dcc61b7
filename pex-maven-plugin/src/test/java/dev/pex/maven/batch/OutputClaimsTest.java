package dev.pex.maven.batch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.diagnostic.DiagnosticException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OutputClaimsTest {
    private final OutputClaims claims = new OutputClaims();

    @Test
    void aModelMayWriteItsFolderAgain() {
        claims.claim(Path.of("out/net"), ModelRequest.of(Path.of("a/net.tflite")));

        assertThatCode(() -> claims.claim(Path.of("out/./net"), ModelRequest.of(Path.of("a/net.tflite"))))
                .doesNotThrowAnyException();
    }

    @Test
    void anotherModelMayNot() {
        claims.claim(Path.of("out/net"), ModelRequest.of(Path.of("a/net.tflite")));

        assertThatThrownBy(() -> claims.claim(Path.of("out/net"), ModelRequest.of(Path.of("b/net.tflite"))))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageStartingWith("PEX-0304 net.tflite: another model of this build is written to ");
    }
}
