package dev.pex.calibration;

import dev.pex.diagnostic.Code;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeSet;

/**
 * How pixels of images and amplitudes of sounds are mapped to the numbers that a network gets: the content of
 * {@code samples.properties}. There is no default, because the ranges of a network depend on it.
 *
 * @param pixels values of 0 and 255, one range for all channels or one for each; empty when the file does not state it
 * @param sound values of -32768 and 32768
 * @param rate samples of sound in a second, when the file states it
 * @param hop frames of sound from the start of one window to that of the next; the length of a window when absent
 */
public record SampleMapping(List<NumberRange> pixels, Optional<NumberRange> sound, OptionalInt rate, OptionalInt hop) {
    /** The name of the file. */
    public static final String FILE = "samples.properties";

    /** The mapping of a folder without the file. */
    public static final SampleMapping NOTHING_SAID =
            new SampleMapping(List.of(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());

    private static final String PIXELS = "pixels";
    private static final String SOUND = "sound";
    private static final String RATE = "rate";
    private static final String HOP = "hop";

    private static final int LONGEST_FILE = 1 << 16;

    public SampleMapping {
        pixels = List.copyOf(pixels);
    }

    /**
     * Reads the file.
     *
     * @throws SampleException when it has an unknown key or an invalid value
     */
    public static SampleMapping read(byte[] file) throws SampleException {
        Properties properties = new Properties();
        if (file.length > LONGEST_FILE) {
            throw fault("it has " + file.length + " bytes");
        }
        try {
            properties.load(new StringReader(new String(file, StandardCharsets.UTF_8)));
        } catch (IOException | IllegalArgumentException e) {
            throw fault("it is no file of properties: " + e.getMessage());
        }
        for (String key : new TreeSet<>(properties.stringPropertyNames())) {
            if (!List.of(PIXELS, SOUND, RATE, HOP).contains(key)) {
                throw fault("it says '" + key + "', which means nothing");
            }
        }
        return new SampleMapping(
                ranges(properties, PIXELS),
                ranges(properties, SOUND).stream().findFirst(),
                count(properties, RATE),
                count(properties, HOP));
    }

    private static List<NumberRange> ranges(Properties properties, String key) throws SampleException {
        List<NumberRange> ranges = new ArrayList<>();
        String text = properties.getProperty(key);
        if (text == null) {
            return ranges;
        }
        for (String part : text.split(",", -1)) {
            ranges.add(NumberRange.parse(part).orElseThrow(() -> wrong(key, text)));
        }
        if (key.equals(SOUND) && ranges.size() > 1) {
            throw wrong(key, text);
        }
        return ranges;
    }

    private static OptionalInt count(Properties properties, String key) throws SampleException {
        String text = properties.getProperty(key);
        if (text == null) {
            return OptionalInt.empty();
        }
        if (!text.strip().matches("[1-9][0-9]{0,8}")) {
            throw wrong(key, text);
        }
        return OptionalInt.of(Integer.parseInt(text.strip()));
    }

    private static SampleException wrong(String key, String text) {
        return fault("its " + key + " is '" + text + "'");
    }

    private static SampleException fault(String what) {
        return new SampleException(
                Code.CALIBRATION_MAPPING,
                what,
                "it may say pixels = -1..1, or a range for each channel, separated by commas; sound = -1..1, rate = 16000,"
                        + " hop = 8000; see docs/QUANTISATION.md");
    }
}
