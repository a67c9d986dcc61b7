package dev.pex.cli;

import dev.pex.compiler.Io;
import dev.pex.compiler.ModelName;
import dev.pex.compiler.ModelSource;
import dev.pex.compiler.PexCompiler;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.graph.Graph;
import dev.pex.kernel.Optimize;
import dev.pex.kernel.Target;
import dev.pex.kernel.Tuning;
import dev.pex.oracle.PeakOracle;
import dev.pex.oracle.Question;
import dev.pex.plan.InputMode;
import dev.pex.schedule.PartialExecution;
import dev.pex.tensor.Bytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers what a network would need with fewer channels: a JSON object a line in, one a line out. docs/CODESIGN.md. */
@Command(
        name = "oracle",
        mixinStandardHelpOptions = true,
        description =
                "Answers what a network would need with fewer channels. Standard input and output have one JSON object"
                        + " a line and nothing else; docs/CODESIGN.md describes them.")
final class OracleCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A .tflite or .pexnet file, quantised or float.")
    @SuppressWarnings("NullAway.Init")
    private Path model;

    @Option(names = "--target", defaultValue = "generic", description = "The core; ${DEFAULT-VALUE} unless given.")
    @SuppressWarnings("NullAway.Init")
    private String target;

    @Option(
            names = "--optimize",
            defaultValue = "balanced",
            description = "size, balanced or speed; ${DEFAULT-VALUE} unless given.")
    @SuppressWarnings("NullAway.Init")
    private String optimize;

    @Option(
            names = "--input-mode",
            defaultValue = "resident",
            description = "resident or streamed; ${DEFAULT-VALUE} unless given.")
    @SuppressWarnings("NullAway.Init")
    private String inputMode;

    @Option(
            names = "--partial-execution",
            defaultValue = "all",
            description = "none, channels or all; ${DEFAULT-VALUE} unless given.")
    @SuppressWarnings("NullAway.Init")
    private String partialExecution;

    @Option(names = "--int8-io", description = "Inputs and outputs are int8 even if those of the model are not.")
    private boolean int8Io;

    @Override
    public Integer call() {
        Question question = new Question(
                new Tuning(
                        choice("--target", target, Target.values(), Target::id),
                        choice("--optimize", optimize, Optimize.values(), Optimize::id)),
                choice("--input-mode", inputMode, InputMode.values(), InputMode::id),
                choice("--partial-execution", partialExecution, PartialExecution.values(), PartialExecution::id));
        PrintWriter errors = spec.commandLine().getErr();
        Graph network;
        try {
            network = PexCompiler.network(source(), int8Io ? Io.INT8 : Io.MODEL);
        } catch (DiagnosticException e) {
            e.diagnostics().forEach(diagnostic -> errors.println(diagnostic));
            return 1;
        } catch (IOException e) {
            errors.println(model + ": cannot be read: " + e.getMessage());
            return 1;
        }
        OracleProtocol protocol = new OracleProtocol(PeakOracle.of(network, question), question);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintWriter out = spec.commandLine().getOut();
        line(out, protocol.greeting());
        in.lines().filter(text -> !text.isBlank()).forEach(text -> line(out, protocol.answer(text)));
        return 0;
    }

    private static void line(PrintWriter out, String text) {
        out.print(text + "\n");
        out.flush();
    }

    private ModelSource source() throws IOException {
        byte[] content = Files.readAllBytes(model);
        String name = ModelName.ofFile(String.valueOf(model.getFileName()));
        return new ModelSource(name, model.toString(), Bytes.copyOf(content));
    }

    /** The value with the name that an option has, or an error that lists those that there are. */
    private <E> E choice(String option, String given, E[] values, Function<E, String> id) {
        return Arrays.stream(values)
                .filter(value -> id.apply(value).equals(given))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        option + "=" + given + " is none of "
                                + Arrays.stream(values).map(id).collect(Collectors.joining(", "))));
    }
}
