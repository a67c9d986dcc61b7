package dev.pex.codesign.data;

import dev.pex.array.NumberType;
import dev.pex.calibration.NumberRange;
import dev.pex.calibration.SampleException;
import dev.pex.calibration.SampleMapping;
import dev.pex.codesign.sound.FrontEnd;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.tensor.Quantization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What integers of samples are to the network: evenly spaced numbers.
 *
 * @param ranges the numbers of the least integer and of the one {@code steps} above it; for all channels, or one for each
 * @param least the least integer
 */
record NumberMap(List<NumberRange> ranges, int least, int steps) {
    /** The range of integers for which {@code samples.properties} has none. */
    private static final NumberRange USUAL = new NumberRange(-1, 1);

    /** What float32 makes of a whole number of steps is farther from it than this only by chance. */
    private static final double WHOLE = 1e-4;

    /** Features of the front end in int8. */
    static final NumberMap FEATURES =
            new NumberMap(List.of(new NumberRange(-128 * FrontEnd.SCALE, 128 * FrontEnd.SCALE)), -128, 256);

    NumberMap {
        ranges = List.copyOf(ranges);
    }

    /**
     * The map for a type: uint8 by {@code pixels}, int16 by {@code sound}, both -1..1 unless stated; int8 is divided by 128; other
     * types are numbers of the network already.
     *
     * @throws DiagnosticException when there are neither one range for pixels nor as many as channels
     */
    static NumberMap of(NumberType type, SampleMapping mapping, int channels, String location) {
        if (type == NumberType.INT16) {
            return new NumberMap(List.of(mapping.sound().orElse(USUAL)), Short.MIN_VALUE, 1 << 16);
        }
        if (type != NumberType.UINT8) {
            return new NumberMap(List.of(USUAL), Byte.MIN_VALUE, 256);
        }
        List<NumberRange> ranges = mapping.pixels().isEmpty() ? List.of(USUAL) : mapping.pixels();
        if (ranges.size() != 1 && ranges.size() != channels) {
            throw Faults.of(
                    Code.DATA_SETTING,
                    location + "/" + SampleMapping.FILE,
                    "it has " + ranges.size() + " ranges of pixels for " + channels + " channels",
                    "state one range, or one for each channel");
        }
        return new NumberMap(ranges, 0, 255);
    }

    /** The mapping that a folder states. */
    static SampleMapping in(Path folder) {
        Path file = folder.resolve(SampleMapping.FILE);
        try {
            return Files.isRegularFile(file)
                    ? SampleMapping.read(Files.readAllBytes(file))
                    : SampleMapping.NOTHING_SAID;
        } catch (SampleException e) {
            throw new DiagnosticException(Faults.ofSample(file.toString(), e));
        } catch (IOException e) {
            throw Faults.unreadable(file.toString(), e);
        }
    }

    /**
     * The int8 quantisation in which each number is its integer, less {@code least + 128}: uint8 less 128, int8 as it is. Empty
     * where there are more integers than int8 has values, where channels differ, or where 0 is none of the numbers.
     */
    Optional<Quantization> grid() {
        NumberRange range = ranges.get(0);
        float scale = (float) ((range.high() - range.low()) / steps);
        double zero = Byte.MIN_VALUE - range.low() / scale;
        boolean whole = Math.abs(zero - Math.rint(zero)) < WHOLE;
        return ranges.size() == 1
                        && steps <= 1 << Byte.SIZE
                        && scale > 0
                        && whole
                        && zero >= Byte.MIN_VALUE
                        && zero <= Byte.MAX_VALUE
                ? Optional.of(new Quantization(scale, (int) Math.rint(zero)))
                : Optional.empty();
    }

    float of(int number, int channel) {
        NumberRange range = ranges.get(ranges.size() == 1 ? 0 : channel);
        return (float) range.at(number - least, steps);
    }
}
