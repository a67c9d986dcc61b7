package dev.pex.frontend.tflite;

import dev.pex.frontend.tflite.TensorEntry.Scaling;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Quantization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tensors of a model file, with their shapes, quantisation and elements checked when they are asked for. */
final class FileTensors {
    private static final int HIGHEST_RANK = 8;

    private final FlatFile file;
    private final List<TensorEntry> entries;
    private final Optional<CheckedVector> buffers;

    /** What has been copied out of the file, by its position there, so that sharing in the file stays sharing. */
    private final Map<Long, Bytes> copies = new HashMap<>();

    private final Map<Long, Ints> integers = new HashMap<>();
    private final Map<Long, Floats> scales = new HashMap<>();
    private final Map<Integer, Ints> zeros = new HashMap<>();

    FileTensors(ModelFile model) {
        this.file = model.file();
        this.entries = model.tensors();
        this.buffers = model.buffers();
    }

    TensorEntry entry(int index, Problems problems) {
        if (index < 0 || index >= entries.size()) {
            throw problems.invalid("tensor " + index + " does not exist; there are " + entries.size());
        }
        return entries.get(index);
    }

    /** Whether a tensor's elements are in the file. */
    boolean isConstant(TensorEntry entry, Problems problems) {
        return entry.external() || data(entry, problems).isPresent();
    }

    /** The declared shape, when it is one that an array can have. */
    List<Integer> shape(TensorEntry entry, Problems problems) {
        List<Integer> shape = entry.shape();
        if (shape.size() > HIGHEST_RANK) {
            throw problems.unsupported(entry + " has " + shape.size() + " dimensions", "up to " + HIGHEST_RANK);
        }
        long elements = 1;
        for (int size : shape) {
            if (size == -1) {
                throw problems.unsupported(
                        entry + " has the shape " + shape, "static shapes; fix the sizes before the conversion");
            }
            if (size < 1) {
                throw problems.invalid(entry + " has the shape " + shape);
            }
            elements = Math.min(elements * size, Integer.MAX_VALUE + 1L);
        }
        // Floats are the largest elements that Pex knows.
        if (elements * Float.BYTES > Integer.MAX_VALUE) {
            throw problems.invalid(entry + " has the shape " + shape + ", which is too large");
        }
        return shape;
    }

    Extent extent(TensorEntry entry, Problems problems) {
        return Extent.ofShape(shape(entry, problems));
    }

    /** The type of an activation. */
    ElementType elementType(TensorEntry entry, Problems problems) {
        return entry.type()
                .element()
                .orElseThrow(() -> problems.unsupported(
                        entry + " has the type " + entry.type(),
                        "INT8; also UINT8 and FLOAT32 around QUANTIZE and DEQUANTIZE, INT32 around CAST and ARG_MAX"));
    }

    /** The quantisation of an activation; empty for floats and plain numbers. */
    Optional<Quantization> quantization(TensorEntry entry, ElementType type, Problems problems) {
        if (!type.isQuantized() || isPlain(entry)) {
            return Optional.empty();
        }
        Scaling scaling = scaling(entry, problems);
        int scales = scaling.scales().map(CheckedVector::size).orElse(0);
        if (scales != 1) {
            throw problems.unsupported(
                    entry + " has " + scales + " scales", "one scale for all of a tensor's elements");
        }
        int lowest = type == ElementType.UINT8 ? 0 : -128;
        long zeroPoint = zeroPoint(scaling, 0);
        if (zeroPoint < lowest || zeroPoint > lowest + 255) {
            throw problems.invalid(entry + " has the zero point " + zeroPoint + ", outside the range of its type");
        }
        return Optional.of(new Quantization(scales(entry, scaling, problems).get(0), (int) zeroPoint));
    }

    /** Whether a tensor states neither scales nor a custom quantisation. */
    private static boolean isPlain(TensorEntry entry) {
        return entry.scaling().map(s -> !s.custom() && s.scales().isEmpty()).orElse(true);
    }

    /** The affine quantisation that a tensor must have. */
    Scaling scaling(TensorEntry entry, Problems problems) {
        if (isPlain(entry)) {
            throw unquantized(entry, problems);
        }
        Scaling scaling = entry.scaling().orElseThrow();
        if (scaling.custom()) {
            throw problems.unsupported(entry + " has a custom quantisation", "affine quantisation");
        }
        return scaling;
    }

    /** A tensor without quantisation whose scale is needed. */
    static Problems.Rejection unquantized(TensorEntry entry, Problems problems) {
        return problems.invalid(entry + " is of type " + entry.type() + " but has no quantisation");
    }

    /** A tensor's scales, which must be usable. */
    Floats scales(TensorEntry entry, Scaling scaling, Problems problems) {
        CheckedVector stored = scaling.scales().orElseThrow();
        Floats known = scales.get(stored.start());
        if (known != null) {
            return known;
        }
        charge(stored.size(), entry);
        float[] values = new float[stored.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = stored.float32(i);
            if (!(values[i] > 0) || Float.isInfinite(values[i])) {
                throw problems.invalid(entry + " has the scale " + values[i]);
            }
        }
        Floats read = Floats.copyOf(values);
        scales.put(stored.start(), read);
        return read;
    }

    /** One of a tensor's zero points; absent ones are 0. */
    static long zeroPoint(Scaling scaling, int index) {
        return scaling.zeroPoints()
                .filter(v -> index < v.size())
                .map(v -> v.int64(index))
                .orElse(0L);
    }

    /** The elements of a constant of the given element size, which must be as many as the shape says. */
    Bytes bytes(TensorEntry entry, int elementBytes, Problems problems) {
        CheckedVector data = constant(entry, elementBytes, problems);
        return copies.computeIfAbsent(data.start(), start -> Bytes.copyOf(data.bytes(data.size())));
    }

    /** The elements of a FLOAT32 constant, all of which must be numbers. */
    Floats floats(TensorEntry entry, Problems problems) {
        if (!entry.type().equals(TensorType.FLOAT32)) {
            throw problems.unsupported(entry + " has the type " + entry.type(), "FLOAT32 here");
        }
        CheckedVector data = constant(entry, Float.BYTES, problems);
        charge(data.size() / Float.BYTES, entry);
        float[] values = new float[data.size() / Float.BYTES];
        for (int i = 0; i < values.length; i++) {
            values[i] = data.float32(i);
            if (!Float.isFinite(values[i])) {
                throw problems.invalid(entry + " holds " + values[i] + " at position " + i);
            }
        }
        return Floats.copyOf(values);
    }

    /** The elements of an INT32 or INT64 constant. */
    Ints ints(TensorEntry entry, Problems problems) {
        boolean wide = entry.type().equals(TensorType.INT64);
        if (!wide && !entry.type().equals(TensorType.INT32)) {
            throw problems.unsupported(entry + " has the type " + entry.type(), "INT32 or INT64 here");
        }
        int elementBytes = wide ? Long.BYTES : Integer.BYTES;
        CheckedVector data = constant(entry, elementBytes, problems);
        Ints known = integers.get(data.start());
        if (known != null && known.size() == data.size() / elementBytes) {
            return known;
        }
        charge(data.size() / elementBytes, entry);
        int[] values = new int[data.size() / elementBytes];
        for (int i = 0; i < values.length; i++) {
            long value = wide ? data.int64(i) : data.int32(i);
            if (value != (int) value) {
                throw problems.invalid(entry + " holds the value " + value);
            }
            values[i] = (int) value;
        }
        Ints read = Ints.copyOf(values);
        integers.put(data.start(), read);
        return read;
    }

    /** As many zeros, for a bias that is absent. */
    Ints zeros(int count, TensorEntry entry) {
        return zeros.computeIfAbsent(count, n -> {
            charge(n, entry);
            return Ints.copyOf(new int[n]);
        });
    }

    private void charge(int words, TensorEntry entry) {
        file.charge((long) words * Integer.BYTES, 0, entry.toString());
    }

    /** Where the elements of a constant lie; they must be as many as the shape says. */
    private CheckedVector constant(TensorEntry entry, int elementBytes, Problems problems) {
        if (entry.sparse()) {
            throw problems.unsupported(entry + " is stored sparse", "dense constants");
        }
        if (entry.external()) {
            throw problems.unsupported(entry + " lies outside the file", "constants within the file");
        }
        long expected = elementBytes;
        for (int size : shape(entry, problems)) {
            expected *= size;
        }
        CheckedVector data = data(entry, problems)
                .orElseThrow(() -> problems.unsupported(entry + " is computed by the network", "constants here"));
        if (data.size() != expected) {
            throw problems.invalid(entry + " has " + data.size() + " bytes of data; its shape " + entry.shape()
                    + " takes " + expected);
        }
        return data;
    }

    private Optional<CheckedVector> data(TensorEntry entry, Problems problems) {
        int count = buffers.map(CheckedVector::size).orElse(0);
        if (entry.buffer() == 0 || buffers.isEmpty()) {
            return Optional.empty();
        }
        if (entry.buffer() >= count) {
            throw problems.invalid(entry + " has its data in buffer " + entry.buffer() + "; there are " + count);
        }
        int index = (int) entry.buffer();
        CheckedTable buffer = buffers.get().table(index, "buffer " + index);
        if (buffer.int64("offset", 1) > 1 || buffer.int64("size", 2) > 0) {
            throw problems.unsupported(
                    entry + " has its data outside the FlatBuffer", "models of less than 2 GB, data within");
        }
        return buffer.vector("data", 0, 1).filter(v -> v.size() > 0);
    }
}
