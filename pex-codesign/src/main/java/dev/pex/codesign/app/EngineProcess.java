package dev.pex.codesign.app;

import java.nio.file.Path;
import java.util.Map;

/**
 * A Java process for {@link Main}: thread settings of the engine are variables of the environment, and a process can load its
 * native libraries only once. It ends when its standard input does.
 */
public final class EngineProcess {
    private EngineProcess() {}

    /**
     * A process that is not started yet.
     *
     * @param memory of the Java heap, such as {@code 2g}
     * @param threads that the engine computes with
     * @param goal of {@link Main}
     * @param settings file of settings
     */
    public static ProcessBuilder of(String classPath, String memory, String threads, String goal, Path settings) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + memory,
                "-Djava.awt.headless=true",
                "-Dai.djl.offline=true",
                "-Dfile.encoding=UTF-8",
                "-D" + Main.BOUND + "=true",
                "-cp",
                classPath,
                Main.class.getName(),
                goal,
                settings.toString());
        Map<String, String> environment = builder.environment();
        environment.put("OMP_NUM_THREADS", threads);
        // Threads that wait would otherwise spin, at many times the processor time.
        environment.put("OMP_WAIT_POLICY", "passive");
        environment.put("OPT_OUT_TRACKING", "true");
        return builder;
    }
}
