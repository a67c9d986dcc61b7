package dev.pex.codesign.course;

import dev.pex.array.MalformedFileException;
import dev.pex.array.NumberArray;
import dev.pex.array.NumberType;
import dev.pex.array.Safetensors;
import dev.pex.codesign.data.Sha256;
import dev.pex.codesign.state.Parameters;
import dev.pex.codesign.state.Role;
import dev.pex.codesign.state.Rounding;
import dev.pex.codesign.state.Slot;
import dev.pex.codesign.state.TrainingState;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.graph.Graph;
import dev.pex.output.AtomicFile;
import dev.pex.output.FileFaults;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetReader;
import dev.pex.pexnet.PexnetWriter;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Quantization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A training between two epochs, as a {@code .safetensors} file: {@code network} is the network as a {@code .pexnet} file, {@code
 * setup} the digest of all that decides the training, {@code done} how many epochs are behind it, and {@code 3.filter.value}, {@code
 * 3.filter.momentum} and {@code 3.filter.average} the arrays of operator 3. {@code rounded.tensors}, {@code .scales} and {@code
 * .zero_points} are there when values are rounded. {@code sha256} is the digest of a file of all other arrays.
 *
 * @param setup digest of what decides the training
 * @param epochs how many are done
 * @param scores of units of channels, learnt in the last epoch; empty where nothing is pruned
 * @param log a table of all epochs as comma-separated values
 */
public record Checkpoint(Bytes setup, int epochs, TrainingState state, List<double[]> scores, String log) {
    private static final String NETWORK = "network";
    private static final String SETUP = "setup";
    private static final String LOG = "log";
    private static final String DONE = "done";
    private static final String SCORES = "scores.";
    private static final String ROUNDED = "rounded.";
    private static final String DIGEST = "sha256";

    /** The file. */
    public byte[] toBytes() {
        SortedMap<String, NumberArray> arrays = arrays();
        arrays.put(DIGEST, bytes(digest(arrays)));
        return Safetensors.write(arrays);
    }

    /** Adds all that is in the file to a digest. */
    void addTo(MessageDigest digest) {
        digest.update(Safetensors.write(arrays()));
    }

    private static byte[] digest(SortedMap<String, NumberArray> arrays) {
        return Sha256.begin().digest(Safetensors.write(arrays));
    }

    private SortedMap<String, NumberArray> arrays() {
        SortedMap<String, NumberArray> arrays = new TreeMap<>();
        byte[] network = PexnetWriter.bytes(Pexnet.of(state.network(), Map.of(), Pexnet.Notes.NONE));
        arrays.put(NETWORK, bytes(network));
        arrays.put(SETUP, bytes(setup.toArray()));
        arrays.put(LOG, bytes(log.getBytes(StandardCharsets.UTF_8)));
        arrays.put(DONE, NumberArray.of(List.of(), epochs));
        put(arrays, state.values(), "value");
        put(arrays, state.momentum(), "momentum");
        put(arrays, state.averages(), "average");
        state.rounding().ifPresent(rounding -> put(arrays, rounding));
        for (int g = 0; g < scores.size(); g++) {
            double[] own = scores.get(g);
            float[] rounded = new float[own.length];
            for (int u = 0; u < own.length; u++) {
                rounded[u] = (float) own[u];
            }
            arrays.put(SCORES + g, NumberArray.of(List.of(own.length), rounded));
        }
        return arrays;
    }

    /** Replaces the file of a training; a training that is killed meanwhile leaves the one before it. */
    public void write(Path file) {
        try {
            AtomicFile.write(file, toBytes());
        } catch (IOException e) {
            throw fault(
                    file,
                    "it cannot be written: " + FileFaults.reason(e),
                    "make room, or choose another folder; the training goes on from the last checkpoint");
        }
    }

    /**
     * Reads the file of a training; empty when there is none.
     *
     * @param setup what the training must have begun with
     * @throws DiagnosticException when it is damaged, or belongs to another training
     */
    public static Optional<Checkpoint> read(Path file, Bytes setup) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Checkpoint checkpoint = parse(file.toString(), Files.readAllBytes(file));
            if (!checkpoint.setup.equals(setup)) {
                throw fault(
                        file,
                        "it belongs to a training with other settings, another network or other data",
                        "delete it, take another output folder, or name this pruning with the setting variant");
            }
            return Optional.of(checkpoint);
        } catch (IOException e) {
            throw fault(file, "it cannot be read: " + FileFaults.reason(e), "delete it, and training begins anew");
        } catch (MalformedFileException e) {
            throw fault(file, e.what(), "delete it, and training begins anew");
        }
    }

    private static Checkpoint parse(String where, byte[] content) throws MalformedFileException {
        NavigableMap<String, NumberArray> arrays = Safetensors.read(content);
        byte[] digest = one(arrays, DIGEST).values().toArray();
        arrays.remove(DIGEST);
        if (!Arrays.equals(digest, digest(arrays))) {
            throw new MalformedFileException("it is not as it was written");
        }
        Graph graph = PexnetReader.read(where, one(arrays, NETWORK).values().toArray())
                .graph();
        int epochs = (int) one(arrays, DONE).floats()[0];
        TreeMap<Integer, double[]> scores = new TreeMap<>();
        for (String name : arrays.tailMap(SCORES).keySet()) {
            if (name.startsWith(SCORES)) {
                scores.put(
                        Integer.parseInt(name.substring(SCORES.length())),
                        one(arrays, name).doubles());
            }
        }
        TrainingState state = new TrainingState(
                graph,
                parameters(arrays, "value"),
                parameters(arrays, "momentum"),
                parameters(arrays, "average"),
                rounding(arrays));
        String log = new String(one(arrays, LOG).values().toArray(), StandardCharsets.UTF_8);
        return new Checkpoint(one(arrays, SETUP).values(), epochs, state, List.copyOf(scores.values()), log);
    }

    private static NumberArray one(Map<String, NumberArray> arrays, String name) throws MalformedFileException {
        NumberArray array = arrays.get(name);
        if (array == null) {
            throw new MalformedFileException("it has no array '" + name + "'");
        }
        return array;
    }

    private static NumberArray bytes(byte[] values) {
        return new NumberArray(List.of(values.length), NumberType.UINT8, Bytes.copyOf(values));
    }

    private static void put(SortedMap<String, NumberArray> arrays, Parameters parameters, String kind) {
        parameters
                .arrays()
                .forEach((slot, array) -> arrays.put(
                        slot.operator() + "." + slot.role().name().toLowerCase(Locale.ROOT) + "." + kind,
                        NumberArray.of(List.of(array.size()), array.toArray())));
    }

    private static void put(SortedMap<String, NumberArray> arrays, Rounding rounding) {
        List<Integer> count = List.of(rounding.tensors().size());
        float[] tensors = new float[count.get(0)];
        float[] scales = new float[tensors.length];
        float[] zeroPoints = new float[tensors.length];
        int next = 0;
        for (Map.Entry<Integer, Quantization> entry : rounding.tensors().entrySet()) {
            tensors[next] = entry.getKey();
            scales[next] = entry.getValue().scale();
            zeroPoints[next++] = entry.getValue().zeroPoint();
        }
        arrays.put(ROUNDED + "tensors", NumberArray.of(count, tensors));
        arrays.put(ROUNDED + "scales", NumberArray.of(count, scales));
        arrays.put(ROUNDED + "zero_points", NumberArray.of(count, zeroPoints));
    }

    private static Optional<Rounding> rounding(Map<String, NumberArray> arrays) throws MalformedFileException {
        if (!arrays.containsKey(ROUNDED + "tensors")) {
            return Optional.empty();
        }
        float[] tensors = one(arrays, ROUNDED + "tensors").floats();
        float[] scales = one(arrays, ROUNDED + "scales").floats();
        float[] zeroPoints = one(arrays, ROUNDED + "zero_points").floats();
        SortedMap<Integer, Quantization> grids = new TreeMap<>();
        for (int i = 0; i < tensors.length; i++) {
            if (i >= scales.length || i >= zeroPoints.length || !(scales[i] > 0) || Float.isInfinite(scales[i])) {
                throw new MalformedFileException("its array '" + ROUNDED + "scales' is of no network");
            }
            grids.put((int) tensors[i], new Quantization(scales[i], (int) zeroPoints[i]));
        }
        return Optional.of(new Rounding(grids));
    }

    private static Parameters parameters(Map<String, NumberArray> arrays, String kind) throws MalformedFileException {
        SortedMap<Slot, Floats> parameters = new TreeMap<>();
        for (Map.Entry<String, NumberArray> entry : arrays.entrySet()) {
            String[] parts = entry.getKey().split("\\.", -1);
            if (parts.length == 3 && parts[2].equals(kind)) {
                try {
                    Slot slot = new Slot(Integer.parseInt(parts[0]), Role.valueOf(parts[1].toUpperCase(Locale.ROOT)));
                    parameters.put(slot, Floats.copyOf(entry.getValue().floats()));
                } catch (IllegalArgumentException e) {
                    throw new MalformedFileException("its array '" + entry.getKey() + "' is of no layer");
                }
            }
        }
        return new Parameters(parameters);
    }

    private static DiagnosticException fault(Path file, String what, String help) {
        return new DiagnosticException(Diagnostic.error(Code.CHECKPOINT, file.toString(), what, help));
    }
}
