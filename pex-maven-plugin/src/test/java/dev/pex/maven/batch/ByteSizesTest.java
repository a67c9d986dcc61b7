package dev.pex.maven.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.diagnostic.DiagnosticException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizesTest {
    @ParameterizedTest
    @CsvSource({
        "65536, 65536",
        "1, 1",
        "12 B, 12",
        "64kB, 64000",
        "48 KiB, 49152",
        "' 2MB ', 2000000",
        "1MiB, 1048576",
        "999999999999MiB, 1048575999998951424"
    })
    void readsBytes(String text, long bytes) {
        assertThat(ByteSizes.parse(text, "pex.arenaBudget")).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "0kB", "-1", "64 KB", "64K", "1.5kB", "kB", "0x40", "9999999999999", "64 000", "٣"})
    void refusesTheRest(String text) {
        assertThatThrownBy(() -> ByteSizes.parse(text, "pex.arenaBudget"))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageStartingWith("PEX-0301 pex.arenaBudget: '" + text + "' is no number of bytes");
    }
}
