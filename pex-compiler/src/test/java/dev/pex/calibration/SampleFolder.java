package dev.pex.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A folder of samples that lies nowhere. */
final class SampleFolder {
    private final SortedMap<String, Bytes> files = new TreeMap<>();

    static Tensor input(Integer... shape) {
        List<Integer> sizes = List.of(shape);
        return new Tensor(
                0, "in", sizes, Extent.ofShape(sizes), ElementType.FLOAT32, Optional.empty(), Optional.empty());
    }

    SampleFolder with(String name, byte[] content) {
        files.put(name, Bytes.copyOf(content));
        return this;
    }

    SampleFolder saying(String... lines) {
        return with("samples.properties", String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    CalibrationFiles files() {
        return new CalibrationFiles("samples", files);
    }

    /** What an input of this shape is given. */
    List<double[]> read(Integer... shape) {
        List<double[]> samples = new ArrayList<>();
        CalibrationReader.read(files(), List.of(input(shape))).samples().forEach(each -> samples.add(each.get(0)));
        return samples;
    }

    /** The one diagnostic that reading ends with. */
    Diagnostic fault(Integer... shape) {
        DiagnosticException e = catchThrowableOfType(DiagnosticException.class, () -> read(shape));
        assertThat(e.diagnostics()).singleElement().satisfies(d -> {
            assertThat(d.where()).startsWith("samples");
            assertThat(d.help()).isNotEmpty();
        });
        return e.diagnostics().get(0);
    }

    Code code(Integer... shape) {
        return fault(shape).code();
    }

    /** Reads what may be damaged: either it goes well, or it ends with a diagnostic. */
    void survive(Integer... shape) {
        try {
            read(shape);
        } catch (DiagnosticException e) {
            assertThat(e.diagnostics()).hasSize(1);
        }
    }
}
