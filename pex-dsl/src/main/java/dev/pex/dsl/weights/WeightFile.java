package dev.pex.dsl.weights;

import dev.pex.array.MalformedFileException;
import dev.pex.array.Npz;
import dev.pex.array.NumberArray;
import dev.pex.array.Safetensors;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Named arrays of a file. Names are normalised to one spelling for all frameworks: {@code /} becomes {@code .}, a final
 * {@code :0} is removed, and {@code kernel} or {@code depthwise_kernel} at the end becomes {@code weight}. So {@code
 * body/0/stem/kernel:0} is the array {@code body.0.stem.weight}.
 *
 * @param file for messages
 * @param arrays by name in that spelling
 */
public record WeightFile(String file, WeightLayout layout, NavigableMap<String, NumberArray> arrays)
        implements WeightSource {
    public WeightFile {
        arrays = Collections.unmodifiableNavigableMap(new TreeMap<>(arrays));
    }

    /**
     * Reads the arrays of a {@code .safetensors} or {@code .npz} file, told apart by their first bytes.
     *
     * @param file for messages
     * @throws DiagnosticException when the file is damaged, or two of its names have the same spelling
     */
    public static WeightFile parse(String file, byte[] content, WeightLayout layout) {
        try {
            boolean zip = content.length >= 2 && content[0] == 'P' && content[1] == 'K';
            return new WeightFile(file, layout, respelt(zip ? Npz.read(content) : Safetensors.read(content)));
        } catch (MalformedFileException e) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.WEIGHTS_UNREADABLE,
                    file,
                    e.what(),
                    "weights are a .safetensors or .npz file; write it again"));
        }
    }

    /** The array of a name in any spelling. */
    public Optional<NumberArray> find(String name) {
        return Optional.ofNullable(arrays.get(spelling(name)));
    }

    /** Whether the file has int8 weights and the scales that belong to them. */
    public boolean isQuantized() {
        return arrays.keySet().stream().anyMatch(name -> name.endsWith(".weight_scale"));
    }

    @Override
    public String description() {
        return file;
    }

    /** The one spelling of a name. */
    public static String spelling(String name) {
        String dotted = (name.endsWith(":0") ? name.substring(0, name.length() - 2) : name).replace('/', '.');
        for (String last : List.of(".depthwise_kernel", ".kernel")) {
            if (dotted.endsWith(last)) {
                return dotted.substring(0, dotted.length() - last.length()) + ".weight";
            }
        }
        return dotted;
    }

    private static NavigableMap<String, NumberArray> respelt(Map<String, NumberArray> read)
            throws MalformedFileException {
        NavigableMap<String, NumberArray> arrays = new TreeMap<>();
        List<String> twice = new ArrayList<>();
        read.forEach((name, array) -> {
            if (arrays.put(spelling(name), array) != null) {
                twice.add(spelling(name));
            }
        });
        if (!twice.isEmpty()) {
            throw new MalformedFileException("it has two arrays each for " + String.join(", ", twice));
        }
        return arrays;
    }
}
