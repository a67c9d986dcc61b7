package dev.pex.emit;

import dev.pex.kernel.Variant;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** The C files of pex-runtime-c that a model gets. */
final class RuntimeFiles {
    /** Must equal PEX_RUNTIME_VERSION in pex_runtime.h; the generated header refuses other versions. */
    static final int VERSION = 6;

    private static final String FOLDER = "/dev/pex/runtime/";

    /** Files that every model gets. */
    private static final List<String> ALWAYS = List.of(
            "pex_runtime.h",
            "pex_kernels.h",
            "pex_kernels_elementwise.h",
            "pex_kernels_moving.h",
            "pex_kernels_reducing.h",
            "pex_kernels_weighted.h",
            "pex_layers.h",
            "pex_windows.h",
            "pex_cells.c",
            "pex_mem.h",
            "pex_mem.c");

    private RuntimeFiles() {}

    /** The files for some kernels: contents by name. */
    static SortedMap<String, Bytes> of(SortedSet<Variant> kernels) {
        SortedMap<String, Bytes> files = new TreeMap<>();
        for (Variant kernel : kernels) {
            files.put(kernel.source(), read(kernel.source()));
            kernel.helpers().forEach(helper -> files.put(helper, read(helper)));
        }
        ALWAYS.forEach(name -> files.put(name, read(name)));
        return files;
    }

    private static Bytes read(String name) {
        try (InputStream in = RuntimeFiles.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("pex-runtime-c has no " + name);
            }
            return Bytes.copyOf(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
