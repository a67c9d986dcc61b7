package dev.pex.report;

import dev.pex.diagnostic.Diagnostic;
import java.util.List;

/**
 * What users and tools want to know about a compiled model. All sizes in bytes.
 *
 * @param pexVersion version of the compiler
 * @param model name of the model
 * @param target name of the core
 * @param arenaBytes what the generated header says: everything that an inference writes
 * @param liveBytes the largest sum of bytes alive at once in the plan; a lower bound of the arena
 * @param inputBytes all network inputs
 * @param outputBytes all network outputs
 * @param scratchBytes the largest scratch of a step
 * @param weightsBytes constant data in flash: weights, biases, requantisation
 * @param peakLayerByLayerBytes most bytes alive at once when the model's own operators run whole and
 *     in file order, nothing in place
 * @param macsNetwork multiply-accumulates of the network
 * @param macsSchedule multiply-accumulates that the schedule performs
 * @param steps kernel calls of one inference
 * @param bottleneck the operator during which most bytes are alive
 * @param operators one line per operator of the transformed network, in schedule order
 * @param diagnostics warnings of this compilation
 */
public record Report(
        String pexVersion,
        String model,
        String target,
        int arenaBytes,
        int liveBytes,
        int inputBytes,
        int outputBytes,
        int scratchBytes,
        int weightsBytes,
        int peakLayerByLayerBytes,
        long macsNetwork,
        long macsSchedule,
        int steps,
        Bottleneck bottleneck,
        List<OperatorLine> operators,
        List<Diagnostic> diagnostics) {

    public Report {
        operators = List.copyOf(operators);
        diagnostics = List.copyOf(diagnostics);
    }

    /**
     * The operator that sets the peak.
     *
     * @param operator its index in the model
     * @param bytes alive while it runs
     */
    public record Bottleneck(int operator, String kind, String name, int bytes) {}

    /**
     * One operator.
     *
     * @param operator its index in the model
     * @param output shape of its output, as the model declares it
     * @param weightsBytes its constants in flash
     * @param liveBytes most bytes alive while it runs
     * @param steps kernel calls
     */
    public record OperatorLine(
            int operator,
            String kind,
            String name,
            List<Integer> output,
            long macs,
            int weightsBytes,
            int liveBytes,
            int steps) {
        public OperatorLine {
            output = List.copyOf(output);
        }
    }
}
