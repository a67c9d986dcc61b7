package dev.pex.calibration;

import java.util.Locale;
import java.util.Optional;

/** What kinds of files hold samples, by the ends of their names. */
enum SampleFormat {
    ARRAY,
    IMAGE,
    SOUND,
    /** Is known to be refused: not every decoder makes the same pixels of it. */
    LOSSY_IMAGE;

    /** The format of a file, without regard to upper and lower case; empty for one that holds no samples. */
    static Optional<SampleFormat> of(String fileName) {
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "npy" -> Optional.of(ARRAY);
            case "png", "bmp" -> Optional.of(IMAGE);
            case "wav" -> Optional.of(SOUND);
            case "jpg", "jpeg" -> Optional.of(LOSSY_IMAGE);
            default -> Optional.empty();
        };
    }
}
