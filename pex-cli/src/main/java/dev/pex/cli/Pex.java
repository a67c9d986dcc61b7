package dev.pex.cli;

import dev.pex.compiler.PexVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program {@code pex}: {@code java -jar pex-cli.jar COMMAND}. */
@Command(
        name = "pex",
        description = "Compiles neural networks for microcontrollers.",
        mixinStandardHelpOptions = true,
        versionProvider = Pex.Version.class,
        subcommands = OracleCommand.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Pex {
    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"pex " + PexVersion.get()};
        }
    }

    private Pex() {}

    /** A command line, for tests as well. */
    static CommandLine commandLine() {
        return new CommandLine(new Pex());
    }

    /** Exit status: 0, 1 when a model is at fault, 2 when the command line is. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }
}
