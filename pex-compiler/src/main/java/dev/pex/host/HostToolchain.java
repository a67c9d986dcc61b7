package dev.pex.host;

import java.time.Duration;
import java.util.List;

/**
 * The C compiler of the host and how to use it.
 *
 * @param compiler its command, such as {@code cc} or a path
 * @param flags further flags, such as sanitizers; they come after Pex's own
 * @param compileLimit how long a compilation may take
 * @param runLimit how long an inference may take
 */
public record HostToolchain(String compiler, List<String> flags, Duration compileLimit, Duration runLimit) {
    public HostToolchain {
        flags = List.copyOf(flags);
    }

    /** The command {@code cc}, no further flags, five minutes for each process. */
    public static HostToolchain defaults() {
        return new HostToolchain("cc", List.of(), Duration.ofMinutes(5), Duration.ofMinutes(5));
    }

    public HostToolchain withCompiler(String command) {
        return new HostToolchain(command, flags, compileLimit, runLimit);
    }

    public HostToolchain withFlags(List<String> moreFlags) {
        return new HostToolchain(compiler, moreFlags, compileLimit, runLimit);
    }

    public HostToolchain withLimits(Duration compile, Duration run) {
        return new HostToolchain(compiler, flags, compile, run);
    }
}
