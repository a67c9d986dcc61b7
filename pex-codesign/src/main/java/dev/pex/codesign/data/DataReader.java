package dev.pex.codesign.data;

import dev.pex.array.NumberType;
import dev.pex.tensor.Ints;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Reads data sets: folders of images or sounds by class, lists of such files, and arrays (docs/DATA.md). The content of a file is
 * never trusted. The same files and options give the same data set, in any order of files and on every machine, except for JPEG
 * files that are decoded anew.
 */
public final class DataReader {
    private DataReader() {}

    /**
     * Reads a data set.
     *
     * @param location a folder, or a {@code .npz} file
     * @throws dev.pex.diagnostic.DiagnosticException when it cannot be read, is damaged, or does not fit the options
     */
    public static DataSet read(Path location, DataOptions options) {
        if (ArrayFiles.areAt(location)) {
            return ArrayFiles.read(location, options);
        }
        return read(Sources.in(location), options);
    }

    /**
     * Reads the data set of a list.
     *
     * @param root the folder in which the paths of the list begin
     * @throws dev.pex.diagnostic.DiagnosticException when it cannot be read, is damaged, or does not fit the options
     */
    public static DataSet read(Path root, FileList list, DataOptions options) {
        return read(list.sources(root), options);
    }

    /**
     * The names of the files of a split, in the order of its samples: paths from the folder on, with '/' between folders.
     *
     * @param location a folder of files
     * @throws dev.pex.diagnostic.DiagnosticException when it cannot be read, or does not fit the options
     */
    public static List<String> files(Path location, DataOptions options, Split split) {
        Sources sources = Sources.in(location);
        Labelled labelled = labelled(sources, options);
        return IntStream.of(labelled.places(split).toArray())
                .mapToObj(place -> sources.files().get(place).name())
                .toList();
    }

    private static Labelled labelled(Sources sources, DataOptions options) {
        Map<String, Integer> numbers = new HashMap<>();
        sources.classes().forEach(name -> numbers.put(name, numbers.size()));
        List<Item> items = new ArrayList<>();
        for (SourceFile file : sources.files()) {
            items.add(new Item(file.name(), numbers.getOrDefault(file.label(), 0), file.split()));
        }
        return Labelled.of(sources.root().toString(), sources.classes(), items, options.splits());
    }

    private static DataSet read(Sources sources, DataOptions options) {
        Labelled labelled = labelled(sources, options);
        return sources.areSounds()
                ? new SoundFiles(sources, labelled, options).read()
                : images(sources, labelled, options);
    }

    private static DataSet images(Sources sources, Labelled labelled, DataOptions options) {
        NumberMap map = NumberMap.of(
                NumberType.UINT8,
                NumberMap.in(sources.root()),
                options.input().channels(),
                sources.root().toString());
        byte[] values = ImageFiles.read(sources, options.input(), options.cache());
        StoredArray array = new StoredArray(options.input(), NumberType.UINT8, ByteBuffer.wrap(values), map);
        return new DataSet(
                array.grid(),
                labelled.classes(),
                samples(array, labelled, Split.TRAINING, options.augmentation()),
                samples(array, labelled, Split.VALIDATION, Augmentation.NONE),
                samples(array, labelled, Split.TEST, Augmentation.NONE));
    }

    private static Samples samples(StoredArray array, Labelled labelled, Split split, Augmentation augmentation) {
        Ints places = labelled.places(split);
        return new StoredSamples(array, places, labelled.labels(places), augmentation);
    }
}
