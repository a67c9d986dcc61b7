package dev.pex.codesign.explore;

import dev.pex.output.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The results of trials that ended, a file for each, which is there as a whole or not at all. A trial of the same settings, model
 * and data is never run twice.
 *
 * @param folder of the files
 */
public record Ledger(Path folder) {
    /** The result of an order, if it ended; a damaged file counts as none. */
    public Optional<TrialResult> find(TrialOrder order) {
        Path file = file(order);
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            TrialResult result = TrialResult.parse(Files.readString(file, StandardCharsets.UTF_8));
            boolean own = result.id().equals(order.id()) && result.epochs() == order.epochs();
            return own ? Optional.of(result) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Keeps a result.
     *
     * @throws dev.pex.diagnostic.DiagnosticException when the file cannot be written
     */
    public void keep(TrialOrder order, TrialResult result) {
        Path file = file(order);
        try {
            AtomicFile.write(file, result.toText().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Faults.unwritable(file, e);
        }
    }

    private Path file(TrialOrder order) {
        return folder.resolve(order.key() + ".properties");
    }
}
