package dev.pex.maven.batch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.diagnostic.DiagnosticException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OutputClaimsTest {
    private static final SortedMap<String, String> CHOICES = new TreeMap<>(Map.of("io", "MODEL", "target", "generic"));

    private final OutputClaims claims = new OutputClaims();

    @Test
    void aModelMayWriteItsFolderAgain() {
        claims.claim(Path.of("out/net"), ModelRequest.of(Path.of("a/net.tflite")), CHOICES, "outputDirectory");

        assertThatCode(() -> claims.claim(
                        Path.of("out/./net"), ModelRequest.of(Path.of("a/net.tflite")), CHOICES, "outputDirectory"))
                .doesNotThrowAnyException();
    }

    @Test
    void anotherModelMayNot() {
        claims.claim(Path.of("out/net"), ModelRequest.of(Path.of("a/net.tflite")), CHOICES, "outputDirectory");

        assertThatThrownBy(() -> claims.claim(
                        Path.of("out/net"), ModelRequest.of(Path.of("b/net.tflite")), CHOICES, "outputDirectory"))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageStartingWith("PEX-0304 net.tflite: another model of this build is written to ");
    }

    @Test
    void norMayItselfWithOtherChoices() {
        ModelRequest net = ModelRequest.of(Path.of("a/net.tflite"));
        claims.claim(Path.of("out/net"), net, CHOICES, "outputDirectory");

        assertThatThrownBy(() -> claims.claim(
                        Path.of("out/net"),
                        net,
                        new TreeMap<>(Map.of("io", "INT8", "target", "generic", "javaPackage", "a.b")),
                        "javaOutputDirectory"))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("twice in this build, with different <io>, <javaPackage> ")
                .hasMessageContaining("(give each <execution> another <javaOutputDirectory>)");
    }
}
