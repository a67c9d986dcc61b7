package dev.pex.codesign.data;

import dev.pex.array.Npy;
import dev.pex.array.NumberType;
import dev.pex.diagnostic.Code;
import dev.pex.output.AtomicFile;
import dev.pex.output.FileFaults;
import dev.pex.tensor.Extent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Decoded images in a {@code .npy} file, and beside it a manifest with the SHA-256 digests of the images, of the array and the
 * settings. What a decoder made of JPEG files once is used as long as neither files nor settings change, so that a copied cache
 * gives the same samples on every machine.
 */
final class ImageCache {
    private static final String HEAD = "pex-images/1 ";
    private static final HexFormat HEX = HexFormat.of();

    private final Path array;
    private final Path manifest;
    private final Sources sources;
    private final byte[] header;
    private final int elements;
    private final String settings;

    ImageCache(Path folder, Sources sources, Extent input) {
        this.settings = input.rows() + "x" + input.columns() + "x" + input.channels();
        this.array = folder.resolve("images-" + settings + ".npy");
        this.manifest = folder.resolve("images-" + settings + ".txt");
        this.sources = sources;
        int number = sources.files().size();
        this.header = Npy.header(List.of(number, input.rows(), input.columns(), input.channels()), NumberType.UINT8);
        this.elements = number * input.elements();
    }

    /** The images; empty when they are not there, or are those of other files or settings, or damaged. */
    Optional<byte[]> load() {
        try {
            if (!Files.isRegularFile(array) || !Files.isRegularFile(manifest)) {
                return Optional.empty();
            }
            byte[] values = new byte[elements];
            try (InputStream file = Files.newInputStream(array)) {
                byte[] start = file.readNBytes(header.length);
                if (!Arrays.equals(start, header)
                        || file.readNBytes(values, 0, elements) != elements
                        || file.read() >= 0) {
                    return Optional.empty();
                }
            }
            byte[] stated = Files.readAllBytes(manifest);
            return Arrays.equals(stated, manifest(values)) ? Optional.of(values) : Optional.empty();
        } catch (IOException e) {
            // What is wrong with the folder is reported when the images are stored.
            return Optional.empty();
        }
    }

    /**
     * Stores images. Whenever this is interrupted, the manifest does not fit the array, and the images are decoded again.
     *
     * @throws dev.pex.diagnostic.DiagnosticException when the folder cannot be written
     */
    void store(byte[] values) {
        try {
            AtomicFile.write(array, header, values);
            AtomicFile.write(manifest, manifest(values));
        } catch (IOException e) {
            throw Faults.of(
                    Code.OUTPUT_UNWRITABLE,
                    array.toString(),
                    "decoded images cannot be kept: " + FileFaults.reason(e),
                    "name another folder for the cache of the data set, or none");
        }
    }

    private byte[] manifest(byte[] values) {
        MessageDigest digest = Sha256.begin();
        digest.update(header);
        String[] lines = new String[sources.files().size()];
        FileDecoder.all(
                sources,
                (file, index) -> lines[index] = HEX.formatHex(Sha256.begin().digest(file)) + " "
                        + sources.files().get(index).name() + "\n");
        String text =
                HEAD + settings + "\n" + HEX.formatHex(digest.digest(values)) + " array\n" + String.join("", lines);
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
