package dev.pex.maven.batch;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers of bytes with units. */
public final class ByteSizes {
    private static final Map<String, Long> UNITS =
            Map.of("", 1L, "B", 1L, "kB", 1_000L, "KiB", 1L << 10, "MB", 1_000_000L, "MiB", 1L << 20);

    /** At most so many digits that a product with a unit fits a long. */
    private static final Pattern FORM = Pattern.compile("([0-9]{1,12}) *([A-Za-z]*)");

    private ByteSizes() {}

    /**
     * Bytes of a text such as {@code 65536}, {@code 64kB} (1000 bytes each) or {@code 48 KiB} (1024 each).
     *
     * @param property the parameter that has this value
     * @throws DiagnosticException when it is not a number of bytes
     */
    public static long parse(String text, String property) {
        Matcher matcher = FORM.matcher(text.strip());
        Long unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
        long bytes = unit == null ? 0 : Long.parseLong(matcher.group(1)) * unit;
        if (bytes < 1) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.BAD_PARAMETER,
                    property,
                    "'" + text + "' is no number of bytes",
                    "write 65536, 64kB (1000 bytes each) or 64KiB (1024 bytes each); MB and MiB work too"));
        }
        return bytes;
    }
}
