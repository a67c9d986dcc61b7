package dev.pex.codesign.describe;

import dev.pex.array.Safetensors;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.floats.FloatNetwork;
import dev.pex.floats.FloatWeights;
import dev.pex.frontend.FloatModel;
import dev.pex.frontend.QuantizedModel;
import dev.pex.frontend.ReadModel;
import dev.pex.graph.Graph;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Quantization;
import java.util.List;
import java.util.Map;

/**
 * Describes a network in Java, with the builder of {@code dev.pex.dsl}, and writes its weights to a file. Compiled and run with
 * that file, the code makes the same network: the same operators, shapes, quantisation, weights and constants in the same order,
 * with other names. What is described is compared with it, so that no other code is returned.
 */
public final class Describer {
    private Describer() {}

    /**
     * Describes what a front end read of a model file. Its labels are used where the options have none.
     *
     * @throws DiagnosticException when the builder cannot express it (PEX-0409)
     */
    public static Description describe(ReadModel model, DescribeOptions options) {
        DescribeOptions named = options.orLabels(model.labels());
        if (model instanceof FloatModel floats) {
            return describe(floats.network(), floats.stated(), named);
        }
        return describe(((QuantizedModel) model).graph(), named);
    }

    /**
     * Describes a float network.
     *
     * @throws DiagnosticException when the builder cannot express it (PEX-0409)
     */
    public static Description describe(FloatNetwork network, DescribeOptions options) {
        return describe(network, Map.of(), options);
    }

    private static Description describe(
            FloatNetwork network, Map<Integer, Quantization> stated, DescribeOptions options) {
        Subject subject = subject(network.graph(), Form.FLOAT, network.weights(), stated);
        return written(subject, Trial.of(subject, options.weightsFile()), options);
    }

    /**
     * Describes an int8 network. Where all of its values are int8, the code is that of a float network, and the file states how it
     * is quantised; otherwise the code does.
     *
     * @throws DiagnosticException when the builder cannot express it (PEX-0409)
     */
    public static Description describe(Graph network, DescribeOptions options) {
        // A file without integer weights is taken for that of a float network.
        if (network.operators().stream().anyMatch(Weighted.class::isInstance)) {
            Subject subject = subject(network, Form.QUANTIZED_BY_FILE, Map.of(), Map.of());
            Trial trial = Trial.of(subject, options.weightsFile());
            if (trial.problems().isEmpty()) {
                return written(subject, trial, options);
            }
        }
        Subject subject = subject(network, Form.QUANTIZED_BY_CODE, Map.of(), Map.of());
        return written(subject, Trial.of(subject, options.weightsFile()), options);
    }

    private static Subject subject(
            Graph graph, Form form, Map<Integer, FloatWeights> weights, Map<Integer, Quantization> stated) {
        return new Subject(graph, form, weights, stated, LayerNames.of(graph));
    }

    private static Description written(Subject subject, Trial trial, DescribeOptions options) {
        if (!trial.problems().isEmpty()) {
            throw refusal(subject, trial.problems());
        }
        String folders =
                options.packageName().isEmpty() ? "" : options.packageName().replace('.', '/') + "/";
        try {
            return new Description(
                    folders + options.className() + ".java",
                    SourceWriter.write(subject, trial.statements(), options).toString(),
                    options.weightsFile(),
                    Bytes.copyOf(Safetensors.write(trial.arrays())));
        } catch (NotExpressible e) {
            throw refusal(subject, List.of(e.why()));
        }
    }

    private static DiagnosticException refusal(Subject subject, List<String> problems) {
        return new DiagnosticException(Diagnostic.error(
                Code.NOT_DESCRIBED,
                "network '" + subject.graph().name() + "'",
                "it cannot be described in Java: " + String.join("; ", problems),
                "compile the model file itself, or replace these operators"));
    }
}
