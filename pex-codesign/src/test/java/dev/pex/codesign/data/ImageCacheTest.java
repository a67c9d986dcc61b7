package dev.pex.codesign.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.array.MalformedFileException;
import dev.pex.array.Npy;
import dev.pex.array.NumberType;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.tensor.Extent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decoded images are kept, and used as long as they are those of the files. */
class ImageCacheTest {
    @TempDir
    Path folder;

    private Path cache;
    private Path array;
    private DataOptions options;

    @BeforeEach
    void writeImages() throws IOException {
        cache = folder.resolve("cache/of/images");
        array = cache.resolve("images-4x4x3.npy");
        options = DataOptions.of(new Extent(4, 4, 3)).withCache(cache);
        for (int i = 0; i < 6; i++) {
            SampleFiles.write(folder, "data/a/" + i + ".jpg", SampleFiles.plain("jpg", 0x400000 + i));
            SampleFiles.write(folder, "data/b/" + i + ".jpg", SampleFiles.plain("jpg", 0x004000 + i));
        }
    }

    private DataSet read() {
        return DataReader.read(folder.resolve("data"), options);
    }

    private float first() {
        return SampleFiles.read(read().training(), 0, 48)[0];
    }

    @Test
    void theArrayIsAnNpyFileWhoseDigestIsKept() throws IOException, MalformedFileException, NoSuchAlgorithmException {
        read();

        byte[] file = Files.readAllBytes(array);
        assertThat(Npy.read(file).shape()).isEqualTo(List.of(12, 4, 4, 3));
        assertThat(Npy.read(file).type()).isEqualTo(NumberType.UINT8);
        List<String> manifest = Files.readAllLines(cache.resolve("images-4x4x3.txt"));
        assertThat(manifest).hasSize(14);
        assertThat(manifest.get(0)).isEqualTo("pex-images/1 4x4x3");
        assertThat(manifest.get(1)).isEqualTo(sha256(file) + " array");
        assertThat(manifest.get(2)).isEqualTo(sha256(Files.readAllBytes(folder.resolve("data/a/0.jpg"))) + " a/0.jpg");
        try (Stream<Path> files = Files.list(cache)) {
            assertThat(files).hasSize(2);
        }
    }

    private static String sha256(byte[] content) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    /** An array that another decoder made is used: this is how machines agree. */
    @Test
    void itIsUsedWhileFilesAreTheSame() throws IOException, NoSuchAlgorithmException {
        float before = first();
        byte[] file = Files.readAllBytes(array);
        String old = sha256(file);
        for (int i = 128; i < file.length; i++) {
            file[i] ^= 1;
        }
        Files.write(array, file);
        Path manifest = cache.resolve("images-4x4x3.txt");
        Files.writeString(manifest, Files.readString(manifest).replace(old, sha256(file)));

        assertThat(Math.abs(first() - before)).isBetween(2 / 255f - 1e-6f, 2 / 255f + 1e-6f);
        assertThat(Files.readAllBytes(array)).isEqualTo(file);
    }

    @Test
    void aDamagedArrayIsMadeAnew() throws IOException {
        read();
        byte[] good = Files.readAllBytes(array);
        byte[] damaged = good.clone();
        damaged[200] ^= 1;
        for (byte[] each : List.of(damaged, new byte[0], Arrays.copyOf(good, good.length + 1))) {
            Files.write(array, each);
            read();
            assertThat(Files.readAllBytes(array)).isEqualTo(good);
        }
        Files.writeString(cache.resolve("images-4x4x3.txt"), "nonsense", StandardCharsets.UTF_8);
        read();
        assertThat(Files.readAllBytes(array)).isEqualTo(good);
    }

    @Test
    void otherFilesAreDecoded() throws IOException {
        float before = first();
        for (int i = 0; i < 6; i++) {
            SampleFiles.write(folder, "data/a/" + i + ".jpg", SampleFiles.plain("jpg", 0xc00000));
        }
        assertThat(first()).isGreaterThan(before + 0.5f);
    }

    @Test
    void aFolderThatCannotBeWrittenIsAFault() throws IOException {
        Files.writeString(folder.resolve("cache"), "a file", StandardCharsets.UTF_8);
        assertThatThrownBy(this::read)
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("PEX-0305")
                .hasMessageContaining("cannot be kept");
    }
}
