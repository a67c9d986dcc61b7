package dev.pex.host;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.output.FileFaults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One run of a tool with a time limit. All its streams are files, so that it can never block on a full pipe.
 *
 * @param folder its working folder, which also holds its streams
 * @param limit the time after which it is ended
 */
record BoundedProcess(Path folder, Duration limit) {
    private static final int MESSAGE_CHARACTERS = 4000;

    /** A tool in messages: its name, and advice in case it cannot be started. */
    record Tool(String name, String help) {}

    /**
     * Runs a command and returns what it wrote to standard output.
     *
     * @throws DiagnosticException when it cannot be started, fails or takes too long
     */
    byte[] run(Tool tool, List<String> command, Optional<Path> input) throws IOException {
        Path output = folder.resolve("pex_host.stdout");
        Path errors = folder.resolve("pex_host.stderr");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("LC_ALL", "C");
        Path source = input.orElse(folder.resolve("pex_host.empty"));
        if (input.isEmpty()) {
            Files.write(source, new byte[0]);
        }
        builder.redirectInput(source.toFile());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw failed(tool, "cannot be started: " + FileFaults.reason(e));
        }
        int status = await(tool, process);
        if (status != 0) {
            throw failed(tool, "ended with status " + status + said(errors, output));
        }
        return Files.readAllBytes(output);
    }

    private int await(Tool tool, Process process) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(process);
            throw failed(tool, "was interrupted");
        }
        end(process);
        throw failed(tool, "did not end within " + limit.toSeconds() + " s");
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }

    private static String said(Path errors, Path output) throws IOException {
        String text = text(errors);
        if (text.isEmpty()) {
            text = text(output);
        }
        return text.isEmpty() ? "" : ":\n" + text;
    }

    private static String text(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
        return text.length() <= MESSAGE_CHARACTERS ? text : text.substring(0, MESSAGE_CHARACTERS) + "\n...";
    }

    private static DiagnosticException failed(Tool tool, String what) {
        return new DiagnosticException(Diagnostic.error(Code.TOOL_FAILED, tool.name(), what, tool.help()));
    }
}
