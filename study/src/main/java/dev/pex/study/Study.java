package dev.pex.study;

import dev.pex.compiler.PexVersion;
import dev.pex.diagnostic.DiagnosticException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The program behind {@code study/run}. Paths are taken from the folder {@code study}. */
@Command(
        name = "study/run",
        description = "Makes the rows of docs/STUDY.md, one a call, and its tables.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class Study {
    private static final int INTERRUPTED = 3;
    private static final long NANOS = 60_000_000_000L;

    private final Store store;
    private final Path document;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private Study(Path study, Path document) {
        this.store = new Store(study.resolve("results"));
        this.document = document;
    }

    /** Exit status: 0, 1 after a diagnostic, 2 when the command line is at fault, 3 when time was up before the end. */
    public static void main(String[] arguments) {
        Study study = new Study(Path.of("").toAbsolutePath(), Path.of("..", "docs", "STUDY.md"));
        System.exit(new CommandLine(study).execute(arguments));
    }

    @Command(name = "row", description = "Trains and measures one network, and adds a line to results/results.csv.")
    int row(
            @Parameters(paramLabel = "NETWORK", description = "speech or images") String network,
            @Parameters(paramLabel = "ROW", description = "dense, compiler-tenth, ...") String name,
            @Option(names = "--data", required = true, description = "The folder of the data set.") Path data,
            @Option(
                            names = "--second",
                            description = "A folder with the same training data and other test data, of a second test.")
                    @Nullable
                    Path second,
            @Option(names = "--fold", defaultValue = "0") int fold,
            @Option(names = "--seed", defaultValue = "1") int seed,
            @Option(names = "--work", defaultValue = "target/work", description = "A folder for checkpoints.")
                    Path work,
            @Option(
                            names = "--minutes",
                            defaultValue = "100",
                            description = "Ends after so long; the same call goes on.")
                    int minutes)
            throws IOException {
        RowRun run = run(network, name, fold, seed, data, work);
        Optional<Path> other = Optional.ofNullable(second);
        if (run.isDone(store, other)) {
            throw fault("results.csv has this row; test data is read once for each network");
        }
        long end = System.nanoTime() + minutes * NANOS;
        try {
            run.train(store, file -> new Clock(file, System.out, System::nanoTime, end));
            run.measure(store, other).forEach(result -> System.out.println(result.toCsv()));
            return 0;
        } catch (Clock.TimeIsUp e) {
            System.err.println(e.getMessage());
            return INTERRUPTED;
        } catch (DiagnosticException e) {
            e.diagnostics().forEach(System.err::println);
            return 1;
        }
    }

    @Command(
            name = "vectors",
            description = "Writes a network of the results as C, with test samples, for it/firmware/run.sh.")
    int vectors(
            @Parameters(paramLabel = "NETWORK", description = "speech or images") String network,
            @Parameters(paramLabel = "ROW", description = "dense, compiler-tenth, ...") String name,
            @Option(names = "--data", required = true, description = "The folder of the data set.") Path data,
            @Option(names = "--fold", defaultValue = "0") int fold,
            @Option(names = "--seed", defaultValue = "1") int seed,
            @Option(names = "--samples", defaultValue = "20", description = "How many test samples.") int samples,
            @Option(names = "--work", defaultValue = "target/work", description = "A folder for decoded images.")
                    Path work,
            @Option(names = "--output", required = true, description = "The folder to write to.") Path output)
            throws IOException {
        RowRun run = run(network, name, fold, seed, data, work);
        int right = run.vectors(store, samples, output);
        System.out.println(right + " of " + samples + " samples are right, the same as in the results");
        return 0;
    }

    @Command(name = "sizes", description = "Prints what the dense networks need, without data.")
    int sizes() {
        Subject.all()
                .forEach(subject -> System.out.println(subject.id() + " " + Sizes.of(Sizes.int8(subject.network()))));
        return 0;
    }

    @Command(name = "tables", description = "Writes the tables of docs/STUDY.md, and its pictures.")
    int tables() throws IOException {
        Files.writeString(document, Tables.inserted(Files.readString(document), store));
        Path folder = document.resolveSibling("study");
        Files.createDirectories(folder);
        for (Map.Entry<String, String> picture : Picture.all(store).entrySet()) {
            Files.writeString(folder.resolve(picture.getKey() + ".svg"), picture.getValue());
        }
        return 0;
    }

    private RowRun run(String network, String name, int fold, int seed, Path data, Path work) {
        Subject subject = Subject.all().stream()
                .filter(each -> each.id().equals(network))
                .findFirst()
                .orElseThrow(() -> fault("there is no network " + network));
        Row row = Row.all().stream()
                .filter(each -> each.id().equals(name))
                .findFirst()
                .orElseThrow(() -> fault("there is no row " + name + "; there are "
                        + Row.all().stream().map(Row::id).collect(Collectors.joining(", "))));
        return new RowRun(subject, row, fold, seed, data, work, versions());
    }

    private ParameterException fault(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static String versions() {
        return String.join(
                " ",
                "pex " + PexVersion.get(),
                System.getProperty("study.commit", "unknown"),
                "java " + Runtime.version().feature(),
                "torch " + System.getProperty("study.torch", "unknown"));
    }
}
