package dev.pex.testing;

import dev.pex.output.Folders;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Objects of the kernels, each compiled once for all programs that the tests make: with sanitizers that takes
 * longer than everything else. They lie in the build folder under a digest of all that they depend on.
 */
public final class SharedObjects {
    private static final Path FOLDER = Path.of("target", "shared-objects");

    private SharedObjects() {}

    /** Whether a generated file is the runtime's, the same for every network that it comes with. */
    public static boolean isOfRuntime(String name) {
        return name.startsWith("pex_");
    }

    /**
     * Absolute paths of the objects of the runtime's sources.
     *
     * @param command the compiler and its flags
     * @param files contents by name; those that are not the runtime's are passed over
     */
    public static List<String> of(List<String> command, SortedMap<String, Bytes> files)
            throws IOException, InterruptedException {
        SortedMap<String, Bytes> runtime = new TreeMap<>(files);
        runtime.keySet().removeIf(name -> !isOfRuntime(name));
        SortedMap<String, Bytes> headers = new TreeMap<>(runtime);
        headers.keySet().removeIf(name -> !name.endsWith(".h"));
        List<String> objects = new ArrayList<>();
        for (String source : runtime.keySet()) {
            if (source.endsWith(".c")) {
                SortedMap<String, Bytes> inputs = new TreeMap<>(headers);
                inputs.put(source, runtime.get(source));
                objects.add(object(command, source, inputs).toString());
            }
        }
        return objects;
    }

    private static Path object(List<String> command, String source, SortedMap<String, Bytes> inputs)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectories(FOLDER).toAbsolutePath();
        Path object = folder.resolve(digest(command, inputs) + ".o");
        if (!Files.exists(object)) {
            Path work = Files.createTempDirectory(folder, "work");
            for (Map.Entry<String, Bytes> input : inputs.entrySet()) {
                Files.write(work.resolve(input.getKey()), input.getValue().toArray());
            }
            compile(command, source, work);
            // Another process may make the same object at the same time.
            Files.move(work.resolve("object.o"), object, StandardCopyOption.ATOMIC_MOVE);
            Folders.delete(work);
        }
        return object;
    }

    private static void compile(List<String> command, String source, Path work)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("-c", "-o", "object.o", source));
        Path log = work.resolve("log");
        Process process = new ProcessBuilder(all)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(all + " hangs");
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(all + ":\n" + Files.readString(log));
        }
    }

    private static String digest(List<String> command, SortedMap<String, Bytes> inputs) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(String.join("\0", command).getBytes(StandardCharsets.UTF_8));
            inputs.forEach((name, content) -> {
                digest.update(("\0" + name + "\0" + content.size() + "\0").getBytes(StandardCharsets.UTF_8));
                digest.update(content.toArray());
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
