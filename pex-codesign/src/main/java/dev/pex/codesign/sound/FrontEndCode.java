package dev.pex.codesign.sound;

import dev.pex.tensor.Bytes;
import dev.pex.tensor.Ints;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** C sources of a front end: the functions, which are the same for all front ends, and its tables. */
public final class FrontEndCode {
    private static final int LINE = 110;
    private static final String HEADER = """
            /* A front end for sound: %s. Made by Pex. */
            #ifndef %s_H
            #define %s_H

            #include "pex_logmel.h"

            #define %s_RATE %d
            #define %s_WINDOW %d /* samples of a frame */
            #define %s_HOP %d /* samples from one frame to the next */
            #define %s_FEATURES %d /* of a frame */
            #define %s_WORK PEX_LOGMEL_WORK(%d, %d) /* numbers of work memory */

            #ifdef __cplusplus
            extern "C" {
            #endif

            extern const pex_logmel %s;

            #ifdef __cplusplus
            }
            #endif

            #endif
            """;

    private FrontEndCode() {}

    /**
     * The sources of a front end by file name.
     *
     * @param name of its constant and of the files of its tables; a C identifier
     */
    public static SortedMap<String, Bytes> files(String name, FrontEnd front) {
        if (!name.matches("[a-z][a-z0-9_]*") || name.equals("pex_logmel")) {
            throw new IllegalArgumentException("'" + name + "' is no name for a front end");
        }
        SortedMap<String, Bytes> files = new TreeMap<>();
        files.put("pex_logmel.h", resource("pex_logmel.h"));
        files.put("pex_logmel.c", resource("pex_logmel.c"));
        files.put(name + ".h", bytes(header(name, front.settings())));
        files.put(name + ".c", bytes(tables(name, front)));
        return files;
    }

    private static String header(String name, SoundSettings settings) {
        String macro = name.toUpperCase(Locale.ROOT);
        return HEADER.formatted(
                describe(settings),
                macro,
                macro,
                macro,
                settings.rate(),
                macro,
                settings.window(),
                macro,
                settings.hop(),
                macro,
                settings.width(),
                macro,
                settings.fft(),
                settings.bands(),
                name);
    }

    private static String describe(SoundSettings settings) {
        return settings.bands() + " bands from " + settings.low() + " to " + settings.high() + " Hz"
                + (settings.coefficients() == 0 ? "" : ", " + settings.coefficients() + " coefficients");
    }

    private static String tables(String name, FrontEnd front) {
        SoundSettings settings = front.settings();
        StringBuilder text = new StringBuilder("/* Tables of a front end for sound: " + describe(settings)
                + ". Made by Pex. */\n#include \"" + name + ".h\"\n\n#include <stddef.h>\n\n");
        append(text, "uint16_t", name + "_window", front.window());
        append(text, "int32_t", name + "_sines", front.sines());
        append(text, "uint16_t", name + "_edges", front.edges());
        append(text, "uint16_t", name + "_rises", front.rises());
        append(text, "uint16_t", name + "_logarithms", Log2.tableValues());
        boolean cepstral = settings.coefficients() > 0;
        if (cepstral) {
            append(text, "int16_t", name + "_cosines", front.cosines());
        }
        return text.append("const pex_logmel ")
                .append(name)
                .append(" = {\n    ")
                .append(settings.window() + ", " + settings.fft() + ", " + settings.bands() + ", "
                        + settings.coefficients() + ", " + settings.lowest() + ", " + settings.steps() + ",\n")
                .append("    ")
                .append(name + "_window, " + name + "_sines, " + name + "_edges, " + name + "_rises,\n    ")
                .append(name + "_logarithms, " + (cepstral ? name + "_cosines" : "NULL") + "};\n")
                .toString();
    }

    private static void append(StringBuilder text, String type, String name, Ints values) {
        text.append("static const " + type + " " + name + "[" + values.size() + "] = {\n");
        StringBuilder line = new StringBuilder("   ");
        for (int i = 0; i < values.size(); i++) {
            String next = " " + values.get(i) + (i + 1 < values.size() ? "," : "};");
            if (line.length() + next.length() > LINE) {
                text.append(line).append('\n');
                line.setLength(0);
                line.append("   ");
            }
            line.append(next);
        }
        text.append(line).append("\n\n");
    }

    private static Bytes resource(String name) {
        try (InputStream stream = FrontEndCode.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + name + " is missing");
            }
            return Bytes.copyOf(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Bytes bytes(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }
}
