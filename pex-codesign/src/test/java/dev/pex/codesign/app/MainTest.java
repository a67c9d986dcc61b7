package dev.pex.codesign.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process of a job: its output, its status, and its end together with who started it. */
class MainTest {
    @TempDir
    Path folder;

    private Process started(String settings, String... options) throws IOException {
        Path file = folder.resolve("job.properties");
        Files.writeString(file, settings);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(options));
        command.addAll(List.of(Main.class.getName(), "train", file.toString()));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("log").toFile())
                .start();
    }

    @Test
    void faultsAreEventsAndTheStatusIsOne() throws IOException, InterruptedException {
        Process process = started("output = " + folder.toString().replace('\\', '/') + "\nepochs = few\n");
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        List<Event> events = output.lines().map(Event::parse).toList();
        assertThat(events).extracting(Event::kind).containsOnly(Event.Kind.DIAGNOSTIC);
        assertThat(events).hasSize(2);
        assertThat(events.get(0).fields()).contains("PEX-0301", "pex.codesign.epochs");
        assertThat(events.get(1).fields()).contains("PEX-0301", "pex.codesign.model");
    }

    /** A pipe that nobody writes to stands for a data set that takes long to read. */
    @Test
    void aProcessEndsWithWhoStartedIt() throws IOException, InterruptedException {
        Path pipe = folder.resolve("model.pexnet");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        String settings = "output = " + folder + "\nmodel = " + pipe + "\ndata = " + folder + "\n";
        Process process = started(settings, "-D" + Main.BOUND + "=true");
        assertThat(process.waitFor(2, TimeUnit.SECONDS)).isFalse();
        process.getOutputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(3);
    }
}
