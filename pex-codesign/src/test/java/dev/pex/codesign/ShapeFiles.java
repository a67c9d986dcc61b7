package dev.pex.codesign;

import dev.pex.array.Npy;
import dev.pex.array.NumberArray;
import dev.pex.array.NumberType;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetWriter;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@link Shapes} and {@link Networks#residual()} as files, with settings of a short training. */
public final class ShapeFiles {
    private ShapeFiles() {}

    /**
     * Writes a network and a data set.
     *
     * @param training how many samples
     * @param others how many samples of validation, and as many of the test
     * @return settings that name them
     */
    public static Map<String, String> write(Path folder, int training, int others, int epochs) throws IOException {
        Path model = folder.resolve("shapes.pexnet");
        Pexnet.Notes notes = new Pexnet.Notes("", true, "", 0, List.of(), "");
        Files.write(model, PexnetWriter.bytes(Pexnet.of(Networks.residual(), Map.of(), notes)));
        write(folder, "train", new Shapes(training, 1));
        write(folder, "validation", new Shapes(others, 2));
        write(folder, "test", new Shapes(others, 3));
        Map<String, String> settings = new HashMap<>();
        settings.put("model", model.toString());
        settings.put("data", folder.resolve("data").toString());
        settings.put("output", folder.resolve("out").toString());
        settings.put("epochs", String.valueOf(epochs));
        settings.put("batch", "32");
        settings.put("averaging", "0.9");
        return settings;
    }

    private static void write(Path folder, String split, Shapes shapes) throws IOException {
        int elements = Shapes.SIDE * Shapes.SIDE;
        float[] values = new float[shapes.size() * elements];
        byte[] labels = new byte[shapes.size()];
        for (int i = 0; i < labels.length; i++) {
            shapes.read(i, values, i * elements);
            labels[i] = (byte) shapes.label(i);
        }
        Path own = Files.createDirectories(folder.resolve("data").resolve(split));
        Files.write(
                own.resolve("samples.npy"),
                Npy.write(NumberArray.of(List.of(labels.length, Shapes.SIDE, Shapes.SIDE, 1), values)));
        Files.write(
                own.resolve("labels.npy"),
                Npy.write(new NumberArray(List.of(labels.length), NumberType.UINT8, Bytes.copyOf(labels))));
    }
}
