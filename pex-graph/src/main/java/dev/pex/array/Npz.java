package dev.pex.array;

import static dev.pex.array.MalformedFileException.require;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** NumPy's archive of arrays: a ZIP file of {@code .npy} files, stored or deflated. */
public final class Npz {
    /** The most bytes that all arrays together may unpack to; a small archive can claim any size. */
    private static final long LARGEST = 1L << 30;

    private static final String SUFFIX = ".npy";

    private Npz() {}

    /**
     * Reads all arrays of an archive, by the names of its entries without {@code .npy}.
     *
     * @throws MalformedFileException when it is damaged, or has no arrays
     */
    public static NavigableMap<String, NumberArray> read(byte[] content) throws MalformedFileException {
        NavigableMap<String, NumberArray> arrays = new TreeMap<>();
        long left = LARGEST;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                require(name.endsWith(SUFFIX), "its entry '" + name + "' is no " + SUFFIX + " file");
                byte[] array = zip.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE - 8L));
                left -= array.length;
                require(left >= 0, "it unpacks to more than 1 GiB");
                String key = name.substring(0, name.length() - SUFFIX.length());
                require(arrays.put(key, read(name, array)) == null, "it has two entries '" + name + "'");
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedFileException("it is a damaged ZIP archive: " + e.getMessage());
        }
        require(!arrays.isEmpty(), "it is a damaged ZIP archive, or has no arrays");
        return arrays;
    }

    private static NumberArray read(String name, byte[] array) throws MalformedFileException {
        try {
            return Npy.read(array);
        } catch (MalformedFileException e) {
            throw new MalformedFileException("in its entry '" + name + "': " + e.what());
        }
    }
}
