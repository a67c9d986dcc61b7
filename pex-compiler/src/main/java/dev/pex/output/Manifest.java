package dev.pex.output;

import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The names of the files that Pex wrote into a folder: nothing else may be deleted there.
 *
 * @param names relative paths, with '/' between folders
 */
record Manifest(SortedSet<String> names) {
    /** Name of the file that holds the manifest; each of several makers in a folder appends a name of its own. */
    static final String FILE = ".pex-files";

    Manifest {
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    static Manifest of(Collection<String> names) {
        return new Manifest(new TreeSet<>(names));
    }

    /** The manifest in a file; empty when there is none. Names outside of the folder are dropped. */
    static Manifest read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return of(Collections.emptySortedSet());
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return of(text.lines().filter(RelativeNames::isSafe).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** The names of this manifest that the other one does not have. */
    SortedSet<String> without(Manifest other) {
        SortedSet<String> rest = new TreeSet<>(names);
        rest.removeAll(other.names);
        return rest;
    }

    Manifest union(Manifest other) {
        SortedSet<String> all = new TreeSet<>(names);
        all.addAll(other.names);
        return of(all);
    }

    Bytes toBytes() {
        String text = names.stream().map(name -> name + "\n").collect(Collectors.joining());
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }
}
