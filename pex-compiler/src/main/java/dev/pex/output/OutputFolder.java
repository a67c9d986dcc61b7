package dev.pex.output;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A folder that receives files. Everything is first written completely to a temporary sibling and
 * then moved, so that a full disk leaves the folder as it was. Files that already have the right
 * content are not touched.
 */
public final class OutputFolder {
    private static final String HELP = "choose another folder with -Dpex.outputDirectory, or make this one writable";

    private final Path folder;
    private final String help;
    private final String manifestName;
    private final String stampName;

    /** The folder for generated files. */
    public OutputFolder(Path folder) {
        this(folder, HELP);
    }

    /**
     * A folder.
     *
     * @param help what the user can do when it cannot be written
     */
    public OutputFolder(Path folder, String help) {
        this(folder, help, "");
    }

    private OutputFolder(Path folder, String help, String suffix) {
        this.folder = folder.toAbsolutePath().normalize();
        this.help = help;
        this.manifestName = Manifest.FILE + suffix;
        this.stampName = Stamp.FILE + suffix;
    }

    /**
     * The files of one of several makers in a folder. Each maker has a manifest of its own, so that none removes the files of
     * others; no two makers may write the same file.
     *
     * @param maker a name that may be part of a file's
     * @param help what the user can do when the folder cannot be written
     */
    public static OutputFolder shared(Path folder, String maker, String help) {
        return new OutputFolder(folder, help, "." + maker);
    }

    /**
     * Writes these files into the folder and removes the other files that an earlier call wrote. Files that Pex did not write
     * stay.
     *
     * @param files contents by relative path, with '/' between folders
     * @throws DiagnosticException when the folder cannot be written
     */
    public Changes replace(SortedMap<String, Bytes> files) {
        Manifest now = Manifest.of(files.keySet());
        return guarded(files, (written, unchanged) -> {
            Manifest before = Manifest.read(folder.resolve(manifestName));
            if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                create(files, now);
                return new Changes(written, unchanged, List.of());
            }
            SortedSet<String> stale = before.without(now);
            if (!written.isEmpty() || !before.equals(now)) {
                try (StagingFolder staging = StagingFolder.beside(folder)) {
                    stage(staging, files, written);
                    // Until the end the manifest names both old and new files, in case this process dies.
                    storeManifest(staging, before, before.union(now));
                    moveAll(staging, written);
                    removeAll(stale);
                    storeManifest(staging, before.union(now), now);
                }
            }
            return new Changes(written, unchanged, List.copyOf(stale));
        });
    }

    /**
     * Writes these files into the folder as {@link #replace(SortedMap)} does, with a stamp of their inputs for {@link
     * #contentMadeFrom}.
     *
     * @throws DiagnosticException when the folder cannot be written
     */
    public Changes replace(SortedMap<String, Bytes> files, Fingerprint inputs) {
        SortedMap<String, Bytes> all = new TreeMap<>(files);
        all.put(stampName, Stamp.of(inputs, files).toBytes());
        return replace(all);
    }

    /**
     * The content of one file of the folder, if the last {@link #replace} had the same inputs and none of its files has changed
     * since; otherwise empty.
     */
    public Optional<Bytes> contentMadeFrom(Fingerprint inputs, String name) {
        try {
            Optional<Stamp> stamp = Stamp.read(folder.resolve(stampName));
            return stamp.isPresent()
                            && stamp.get().inputs().equals(inputs)
                            && stamp.get().files().containsKey(name)
                            && isAsStamped(stamp.get())
                    ? Optional.of(Bytes.copyOf(Files.readAllBytes(folder.resolve(name))))
                    : Optional.empty();
        } catch (IOException e) {
            // The next write to the folder reports what is wrong with it.
            return Optional.empty();
        }
    }

    private boolean isAsStamped(Stamp stamp) throws IOException {
        for (Map.Entry<String, Fingerprint> file : stamp.files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (!Files.isRegularFile(path) || !Fingerprint.of(path).equals(file.getValue())) {
                return false;
            }
        }
        SortedSet<String> names = new TreeSet<>(stamp.files().keySet());
        names.add(stampName);
        return Manifest.read(folder.resolve(manifestName)).names().equals(names);
    }

    /**
     * Adds files to the folder and leaves all others alone, those of earlier calls included.
     *
     * @param files contents by relative path, with '/' between folders
     * @throws DiagnosticException when the folder cannot be written
     */
    public Changes add(SortedMap<String, Bytes> files) {
        return guarded(files, (written, unchanged) -> {
            if (!written.isEmpty()) {
                try (StagingFolder staging = StagingFolder.beside(folder)) {
                    stage(staging, files, written);
                    moveAll(staging, written);
                }
            }
            return new Changes(written, unchanged, List.of());
        });
    }

    /**
     * Removes the files that an earlier {@link #replace} wrote, and the folder if it is empty then.
     *
     * @throws DiagnosticException when it cannot be removed
     */
    public void clear() {
        try {
            SortedSet<String> ours = Manifest.read(folder.resolve(manifestName)).names();
            // Pex did not create a link to another place.
            if (ours.isEmpty() || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            removeAll(ours);
            Files.deleteIfExists(folder.resolve(manifestName));
            deleteIfEmpty(folder);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Removes one file, if it is there.
     *
     * @throws DiagnosticException when it cannot be removed
     */
    public void remove(String name) {
        try {
            removeAll(new TreeSet<>(List.of(RelativeNames.require(name))));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private interface Action {
        Changes run(List<String> written, List<String> unchanged) throws IOException;
    }

    private Changes guarded(SortedMap<String, Bytes> files, Action action) {
        files.keySet().forEach(RelativeNames::require);
        List<String> written = new ArrayList<>();
        List<String> unchanged = new ArrayList<>();
        try {
            for (Map.Entry<String, Bytes> file : files.entrySet()) {
                requireFree(file.getKey());
                (hasContent(file.getKey(), file.getValue()) ? unchanged : written).add(file.getKey());
            }
            return action.run(written, unchanged);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private DiagnosticException unwritable(IOException fault) {
        return new DiagnosticException(Diagnostic.error(
                Code.OUTPUT_UNWRITABLE,
                folder.toString(),
                "the output folder cannot be written: " + FileFaults.reason(fault),
                help));
    }

    private void create(SortedMap<String, Bytes> files, Manifest manifest) throws IOException {
        try (StagingFolder staging = StagingFolder.beside(folder)) {
            stage(staging, files, files.keySet());
            staging.write(manifestName, manifest.toBytes());
            staging.become(folder);
        }
    }

    private static void stage(StagingFolder staging, SortedMap<String, Bytes> files, Iterable<String> names)
            throws IOException {
        for (String name : names) {
            Bytes content = files.get(name);
            if (content != null) {
                staging.write(name, content);
            }
        }
    }

    private void moveAll(StagingFolder staging, List<String> names) throws IOException {
        for (String name : names) {
            staging.move(name, folder);
        }
    }

    private void storeManifest(StagingFolder staging, Manifest before, Manifest now) throws IOException {
        if (!before.equals(now)) {
            staging.write(manifestName, now.toBytes());
            staging.move(manifestName, folder);
        }
    }

    private void removeAll(SortedSet<String> names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            Files.deleteIfExists(file);
            removeEmptyParents(name);
        }
    }

    private void removeEmptyParents(String name) throws IOException {
        for (String parent : RelativeNames.parents(name)) {
            if (!deleteIfEmpty(folder.resolve(parent))) {
                return;
            }
        }
    }

    private static boolean deleteIfEmpty(Path directory) throws IOException {
        try {
            Files.deleteIfExists(directory);
            return true;
        } catch (DirectoryNotEmptyException e) {
            return false;
        }
    }

    /** Fails before the first move if a later one would fail. */
    private void requireFree(String name) throws IOException {
        Path file = folder.resolve(name);
        if (Files.isDirectory(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        requireFolder(folder);
        for (String parent : RelativeNames.parents(name)) {
            requireFolder(folder.resolve(parent));
        }
    }

    private static void requireFolder(Path path) throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new NotDirectoryException(path.toString());
        }
    }

    private boolean hasContent(String name, Bytes content) throws IOException {
        Path file = folder.resolve(name);
        return Files.isRegularFile(file)
                && Files.size(file) == content.size()
                && Bytes.copyOf(Files.readAllBytes(file)).equals(content);
    }
}
