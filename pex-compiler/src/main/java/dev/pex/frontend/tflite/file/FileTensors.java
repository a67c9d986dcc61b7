package dev.pex.frontend.tflite.file;

import dev.pex.frontend.tflite.file.TensorEntry.Scaling;
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
public final class FileTensors {
    private static final int HIGHEST_RANK = 8;
    private static final Limit RANK = Limit.of("up to " + HIGHEST_RANK + " dimensions");
    private static final Limit STATIC_SHAPE = Limit.of("static shapes; fix the sizes before the conversion");
    private static final Limit ELEMENT_TYPE =
            Limit.of("INT8; also UINT8 and FLOAT32 around QUANTIZE and DEQUANTIZE, INT32 around CAST and ARG_MAX");
    private static final Limit ONE_SCALE = Limit.of("one scale for all of a tensor's elements");
    private static final Limit AFFINE = Limit.of("affine quantisation");
    private static final Limit DENSE = Limit.of("dense tensors and constants");
    private static final Limit INSIDE = Limit.of("constants within the file");
    private static final Limit IN_THE_FLATBUFFER = Limit.of("models of less than 2 GB, data within");
    private static final Limit FLOAT_CONSTANT = Limit.of("FLOAT32 for the constants of a float network");
    private static final Limit INTEGER_CONSTANT = Limit.of("INT32 or INT64 for shapes, axes and the like");
    private static final Limit CONSTANT = Limit.of("constants for weights, shapes, axes and the like");

    /** What is supported of the tensors of any operator. */
    public static final List<Limit> LIMITS = List.of(
            ELEMENT_TYPE,
            RANK,
            STATIC_SHAPE,
            AFFINE,
            ONE_SCALE,
            CONSTANT,
            INTEGER_CONSTANT,
            FLOAT_CONSTANT,
            DENSE,
            INSIDE,
            IN_THE_FLATBUFFER);

    private final FlatFile file;
    private final List<TensorEntry> entries;
    private final Optional<CheckedVector> buffers;

    /** What has been copied out of the file, by its position there, so that sharing in the file stays sharing. */
    private final Map<Long, Bytes> copies = new HashMap<>();

    private final Map<Long, Ints> integers = new HashMap<>();
    private final Map<Long, Floats> scales = new HashMap<>();
    private final Map<Integer, Ints> zeros = new HashMap<>();

    public FileTensors(ModelFile model) {
        this.file = model.file();
        this.entries = model.tensors();
        this.buffers = model.buffers();
    }

    public TensorEntry entry(int index, Problems problems) {
        if (index < 0 || index >= entries.size()) {
            throw problems.invalid("tensor " + index + " does not exist; there are " + entries.size());
        }
        return entries.get(index);
    }

    /** Whether a tensor's elements are in the file. */
    public boolean isConstant(TensorEntry entry, Problems problems) {
        return entry.external() || data(entry, problems).isPresent();
    }

    /** Refuses a tensor whose elements are stored in a compressed form. */
    public void requireDense(TensorEntry entry, Problems problems) {
        if (entry.sparse()) {
            throw problems.unsupported(DENSE, entry + " is stored sparse");
        }
    }

    /** The declared shape, when it is one that an array can have. */
    public List<Integer> shape(TensorEntry entry, Problems problems) {
        List<Integer> shape = entry.shape();
        if (shape.size() > HIGHEST_RANK) {
            throw problems.unsupported(RANK, entry + " has " + shape.size() + " dimensions");
        }
        long elements = 1;
        for (int size : shape) {
            if (size == -1) {
                throw problems.unsupported(STATIC_SHAPE, entry + " has the shape " + shape);
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

    public Extent extent(TensorEntry entry, Problems problems) {
        return Extent.ofShape(shape(entry, problems));
    }

    /** The type of an activation. */
    public ElementType elementType(TensorEntry entry, Problems problems) {
        return entry.type()
                .element()
                .orElseThrow(() -> problems.unsupported(ELEMENT_TYPE, entry + " has the type " + entry.type()));
    }

    /** The quantisation of an activation; empty for floats and plain numbers. */
    public Optional<Quantization> quantization(TensorEntry entry, ElementType type, Problems problems) {
        if (!type.isQuantized() || isPlain(entry)) {
            return Optional.empty();
        }
        Scaling scaling = scaling(entry, problems);
        int scales = scaling.scales().map(CheckedVector::size).orElse(0);
        if (scales != 1) {
            throw problems.unsupported(ONE_SCALE, entry + " has " + scales + " scales");
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
    public Scaling scaling(TensorEntry entry, Problems problems) {
        if (isPlain(entry)) {
            throw unquantized(entry, problems);
        }
        Scaling scaling = entry.scaling().orElseThrow();
        if (scaling.custom()) {
            throw problems.unsupported(AFFINE, entry + " has a custom quantisation");
        }
        return scaling;
    }

    /** A tensor without quantisation whose scale is needed. */
    public static Problems.Rejection unquantized(TensorEntry entry, Problems problems) {
        return problems.invalid(entry + " is of type " + entry.type() + " but has no quantisation");
    }

    /** A tensor's scales, which must be usable. */
    public Floats scales(TensorEntry entry, Scaling scaling, Problems problems) {
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
    public static long zeroPoint(Scaling scaling, int index) {
        return scaling.zeroPoints()
                .filter(v -> index < v.size())
                .map(v -> v.int64(index))
                .orElse(0L);
    }

    /** The elements of a constant of the given element size, which must be as many as the shape says. */
    public Bytes bytes(TensorEntry entry, int elementBytes, Problems problems) {
        CheckedVector data = constant(entry, elementBytes, problems);
        return copies.computeIfAbsent(data.start(), start -> Bytes.copyOf(data.bytes(data.size())));
    }

    /** The elements of a FLOAT32 constant, all of which must be numbers. */
    public Floats floats(TensorEntry entry, Problems problems) {
        if (!entry.type().equals(TensorType.FLOAT32)) {
            throw problems.unsupported(FLOAT_CONSTANT, entry + " has the type " + entry.type());
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
    public Ints ints(TensorEntry entry, Problems problems) {
        boolean wide = entry.type().equals(TensorType.INT64);
        if (!wide && !entry.type().equals(TensorType.INT32)) {
            throw problems.unsupported(INTEGER_CONSTANT, entry + " has the type " + entry.type());
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
    public Ints zeros(int count, TensorEntry entry) {
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
        requireDense(entry, problems);
        if (entry.external()) {
            throw problems.unsupported(INSIDE, entry + " lies outside the file");
        }
        long expected = elementBytes;
        for (int size : shape(entry, problems)) {
            expected *= size;
        }
        CheckedVector data = data(entry, problems)
                .orElseThrow(() -> problems.unsupported(CONSTANT, entry + " is computed by the network"));
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
            throw problems.unsupported(IN_THE_FLATBUFFER, entry + " has its data outside the FlatBuffer");
        }
        return buffer.vector("data", 0, 1).filter(v -> v.size() > 0);
    }
}
