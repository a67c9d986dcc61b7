package dev.pex.report;

import dev.pex.diagnostic.Diagnostic;
import java.util.List;

/**
 * What users and tools want to know about a compiled model. All sizes are in bytes.
 *
 * @param settings what was compiled, and how
 * @param arena the arena and what sets its size
 * @param alternatives what other plans, options and networks would need
 * @param memory memory other than the arena
 * @param work what an inference computes
 * @param segments what runs together, in order
 * @param operators one line per operator of the transformed network, in schedule order
 * @param labels names of the classes that the first output tells apart; may be empty
 * @param diagnostics warnings of this compilation
 */
public record Report(
        Settings settings,
        Arena arena,
        Alternatives alternatives,
        Memory memory,
        Work work,
        List<SegmentLine> segments,
        List<OperatorLine> operators,
        List<String> labels,
        List<Diagnostic> diagnostics) {

    public Report {
        segments = List.copyOf(segments);
        operators = List.copyOf(operators);
        labels = List.copyOf(labels);
        diagnostics = List.copyOf(diagnostics);
    }

    /** Name of the model. */
    public String model() {
        return settings.model();
    }

    /** The size of the arena, as the generated header states it. */
    public int arenaBytes() {
        return arena.bytes();
    }

    /**
     * What was compiled, and how.
     *
     * @param pexVersion version of the compiler
     * @param model name of the model
     * @param target name of the core
     * @param optimize what the code saves: {@code size}, {@code balanced} or {@code speed}
     * @param inputMode how inputs get there: {@code resident} or {@code streamed}
     * @param partialExecution what may be cut into parts: {@code none}, {@code channels} or {@code all}
     */
    public record Settings(
            String pexVersion,
            String model,
            String target,
            String optimize,
            String inputMode,
            String partialExecution) {}

    /**
     * The arena: all memory that an inference writes, except the stack and the state of an instance.
     *
     * @param bytes its size, as the generated header states it
     * @param liveBytes the largest sum of bytes alive at once in the plan; a lower bound of the arena
     * @param lowerBoundBytes no plan of the searched kind has fewer bytes alive at a time
     * @param inputBytes all network inputs
     * @param outputBytes all network outputs
     * @param scratchBytes the largest scratch of a step
     * @param bottleneck the operator during which most bytes are alive
     */
    public record Arena(
            int bytes,
            int liveBytes,
            long lowerBoundBytes,
            int inputBytes,
            int outputBytes,
            int scratchBytes,
            Bottleneck bottleneck) {}

    /**
     * What other plans, options and networks would need.
     *
     * @param layerByLayerBytes most bytes alive at once when the model's own operators run whole and in file order, nothing
     *     in place
     * @param orderPeakBytes the same in the best order of operators that was found
     * @param orderLowerBoundBytes no order of operators has a lower peak of that kind
     * @param channelsBytes the smallest arena of the same input mode when only channels may be cut
     * @param peaks arenas for other choices, the same otherwise
     * @param estimates about what arena smaller networks would need
     */
    public record Alternatives(
            int layerByLayerBytes,
            long orderPeakBytes,
            long orderLowerBoundBytes,
            int channelsBytes,
            List<PeakLine> peaks,
            List<EstimateLine> estimates) {
        public Alternatives {
            peaks = List.copyOf(peaks);
            estimates = List.copyOf(estimates);
        }
    }

    /**
     * Memory other than the arena.
     *
     * @param weightsBytes constant data in flash: weights, biases, requantisation
     * @param plainWeightsBytes what it would be without the layouts that kernels want: weights, an int32 bias and five bytes
     *     for each output channel, and what other operators hold
     * @param scheduleFlashBytes schedule and tables of places and parts in flash
     * @param stateBytes what an instance keeps outside the arena, on a core with 32-bit pointers
     * @param stackBytes most stack of a call, as the generated header states it
     */
    public record Memory(
            int weightsBytes, int plainWeightsBytes, int scheduleFlashBytes, int stateBytes, int stackBytes) {}

    /**
     * What an inference computes.
     *
     * @param macsNetwork multiply-accumulates of the network
     * @param macsSchedule multiply-accumulates that the schedule performs
     * @param steps kernel calls of one inference
     */
    public record Work(long macsNetwork, long macsSchedule, int steps) {}

    /**
     * Operators that run together, part by part.
     *
     * @param first the first operator's index in the model; -1 when it begins with rows of an input that
     *     arrive
     * @param last the last operator's
     * @param operators how many
     * @param parts size of the parts
     * @param liveBytes most bytes alive while it runs
     */
    public record SegmentLine(int first, int last, int operators, String parts, long liveBytes) {}

    /**
     * The smallest arena that was found for a choice.
     *
     * @param inputMode {@code resident} or {@code streamed}
     * @param partialExecution {@code none}, {@code channels} or {@code all}
     */
    public record PeakLine(String inputMode, String partialExecution, int arenaBytes) {}

    /**
     * About what a smaller network would need; it was not compiled.
     *
     * @param change what becomes less: {@code resolution} or {@code channels}
     * @param eighths what remains of it: 7, 6 or 4 eighths
     * @param network the smaller network, in words
     * @param arenaBytes an estimate, below the report's arena
     */
    public record EstimateLine(String change, int eighths, String network, long arenaBytes) {}

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
