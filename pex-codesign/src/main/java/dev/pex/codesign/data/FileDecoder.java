package dev.pex.codesign.data;

import dev.pex.calibration.SampleException;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Decodes one file of a data set after the other, on all cores, and reports all that cannot be decoded. */
interface FileDecoder {
    /** The most bytes of a file with one sample. */
    long LONGEST_FILE = 1L << 26;

    /**
     * Decodes a file.
     *
     * @param index its place among the files
     */
    void decode(byte[] file, int index) throws SampleException;

    /** Decodes all files, in any order. */
    static void all(Sources sources, FileDecoder decoder) {
        List<Diagnostic> faults = IntStream.range(0, sources.files().size())
                .parallel()
                .mapToObj(i -> decode(sources, i, decoder))
                .flatMap(Optional::stream)
                .toList();
        Faults.throwAny(sources.root().toString(), faults);
    }

    private static Optional<Diagnostic> decode(Sources sources, int index, FileDecoder decoder) {
        SourceFile file = sources.files().get(index);
        String where = sources.root() + "/" + file.name();
        try {
            if (Files.size(file.path()) > LONGEST_FILE) {
                throw new SampleException(
                        Code.DATA_FILE,
                        "it has more than " + LONGEST_FILE + " bytes",
                        "make it smaller; it is one sample");
            }
            decoder.decode(Files.readAllBytes(file.path()), index);
            return Optional.empty();
        } catch (SampleException e) {
            return Optional.of(Faults.ofSample(where, e));
        } catch (IOException e) {
            return Optional.of(Faults.unreadableFile(where, e));
        }
    }
}
