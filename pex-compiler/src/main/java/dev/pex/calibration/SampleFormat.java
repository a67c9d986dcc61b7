package dev.pex.calibration;

import java.util.Locale;
import java.util.Optional;

/** The kinds of files with samples, by the extension of their names. */
public enum SampleFormat {
    ARRAY,
    IMAGE,
    SOUND,
    /** JPEG. Calibration refuses it: decoders differ in the pixels that they compute. */
    LOSSY_IMAGE;

    /** The format of a file, without regard to upper and lower case; empty for one that holds no samples. */
    public static Optional<SampleFormat> of(String fileName) {
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
