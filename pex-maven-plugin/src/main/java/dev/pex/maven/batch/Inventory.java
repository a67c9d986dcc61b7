package dev.pex.maven.batch;

import dev.pex.compiler.ModelName;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.output.FileFaults;
import dev.pex.output.OutputFolder;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The entries of an output folder, and which execution of which module made each. When that execution no longer makes an entry,
 * the entry can be removed; nothing else may be removed.
 *
 * @param owners the maker of each entry, which is the folder of a model or the summary
 */
public record Inventory(SortedMap<String, String> owners) {
    /** Name of the file that keeps the inventory. */
    public static final String FILE = ".pex-models";

    public Inventory {
        owners = Collections.unmodifiableSortedMap(new TreeMap<>(owners));
    }

    /** The inventory of a folder; empty when it has none. Entries that Pex cannot have made are dropped. */
    public static Inventory read(Path folder) {
        SortedMap<String, String> owners = new TreeMap<>();
        Path file = folder.resolve(FILE);
        if (Files.isRegularFile(file)) {
            try {
                for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .toList()) {
                    List<String> words = List.of(line.split(" ", 2));
                    if (words.size() == 2 && canBeOurs(words.get(0))) {
                        owners.put(words.get(0), words.get(1));
                    }
                }
            } catch (IOException e) {
                throw new DiagnosticException(Diagnostic.error(
                        Code.OUTPUT_UNWRITABLE,
                        file.toString(),
                        "it cannot be read: " + FileFaults.reason(e),
                        "delete it, or choose another folder with -Dpex.outputDirectory"));
            }
        }
        return new Inventory(owners);
    }

    /** The entries that an owner made earlier and does not make now. */
    public SortedSet<String> stale(String owner, Collection<String> now) {
        return owners.entrySet().stream()
                .filter(entry -> entry.getValue().equals(owner) && !now.contains(entry.getKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The inventory after an owner has made some entries, and no others.
     *
     * @param takesOver whether it becomes the owner of entries that another one has made
     */
    public Inventory with(String owner, Collection<String> now, boolean takesOver) {
        SortedMap<String, String> result = new TreeMap<>(owners);
        result.keySet().removeAll(stale(owner, now));
        now.stream().filter(Inventory::canBeOurs).forEach(entry -> {
            if (takesOver) {
                result.put(entry, owner);
            } else {
                result.putIfAbsent(entry, owner);
            }
        });
        return new Inventory(result);
    }

    /** Writes the inventory into its folder; an empty one needs no file. */
    public void write(Path folder) {
        if (owners.isEmpty()) {
            new OutputFolder(folder).remove(FILE);
            return;
        }
        String text = owners.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
                .collect(Collectors.joining());
        SortedMap<String, Bytes> files = new TreeMap<>();
        files.put(FILE, Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8)));
        new OutputFolder(folder).add(files);
    }

    private static boolean canBeOurs(String entry) {
        return entry.equals(Summary.FILE) || entry.equals(ModelName.of(entry));
    }
}
