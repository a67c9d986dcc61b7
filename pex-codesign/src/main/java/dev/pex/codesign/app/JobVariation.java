package dev.pex.codesign.app;

import dev.pex.codesign.vary.Variation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form of the network that the settings ask for. */
final class JobVariation {
    private static final Pattern RESOLUTION = Pattern.compile("([1-9][0-9]{0,3})(?:x([1-9][0-9]{0,3}))?");

    private JobVariation() {}

    static Variation of(Settings settings) {
        double width = settings.number("width", 1);
        double depth = settings.number("depth", 1);
        if (!(width > 0 && width <= 1)) {
            throw Settings.fault(
                    "width",
                    "it is " + width,
                    "give a share of the channels, above 0 up to 1; describe the widest network that is of interest");
        }
        if (!(depth >= 0 && depth <= 1)) {
            throw Settings.fault(
                    "depth",
                    "it is " + depth,
                    "give a share of the blocks, from 0 to 1; describe the deepest network that is of interest");
        }
        String resolution = settings.text("resolution").orElse("");
        if (resolution.isEmpty()) {
            return new Variation(width, 0, 0, depth);
        }
        Matcher sides = RESOLUTION.matcher(resolution);
        if (!sides.matches()) {
            throw Settings.fault(
                    "resolution",
                    "it is '" + resolution + "'",
                    "give rows and columns of the input, such as 48x64 or 32");
        }
        int rows = Integer.parseInt(sides.group(1));
        int columns = sides.group(2) == null ? rows : Integer.parseInt(sides.group(2));
        return new Variation(width, rows, columns, depth);
    }
}
