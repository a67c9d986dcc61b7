package dev.pex.array;

import static dev.pex.array.MalformedFileException.require;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file: the part of JSON that it takes, an object whose values are {@code {"dtype": "F32",
 * "shape": [2, 3], "data_offsets": [0, 24]}}, and {@code __metadata__}, an object of strings, which is skipped.
 */
final class SafetensorsHeader {
    private final String text;
    private int at;

    private SafetensorsHeader(String text) {
        this.text = text;
    }

    /**
     * An array of the file.
     *
     * @param begin its first byte, counted from the end of the header
     * @param end the byte after its last one
     */
    record Entry(String type, List<Integer> shape, int begin, int end) {}

    static Map<String, Entry> parse(byte[] header) throws MalformedFileException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header))
                    .toString();
            return new SafetensorsHeader(text).entries();
        } catch (CharacterCodingException e) {
            throw new MalformedFileException("its header is not UTF-8");
        }
    }

    private Map<String, Entry> entries() throws MalformedFileException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        expect('{');
        boolean first = true;
        while (!accept('}')) {
            separate(first);
            first = false;
            String name = string();
            expect(':');
            if (name.equals("__metadata__")) {
                skipStrings();
            } else {
                require(entries.put(name, entry(name)) == null, "its header names the array '" + name + "' twice");
            }
        }
        require(peek() == 0, "its header continues after its end, at byte " + at);
        return entries;
    }

    private Entry entry(String name) throws MalformedFileException {
        String type = "";
        List<Integer> shape = List.of();
        List<Integer> offsets = List.of();
        int seen = 0;
        expect('{');
        while (!accept('}')) {
            separate(seen == 0);
            String key = string();
            expect(':');
            switch (key) {
                case "dtype" -> type = string();
                case "shape" -> shape = sizes();
                case "data_offsets" -> offsets = sizes();
                default ->
                    throw new MalformedFileException("the array '" + name + "' has the unknown key '" + key + "'");
            }
            seen++;
        }
        require(
                seen == 3 && !type.isEmpty() && offsets.size() == 2,
                "the array '" + name + "' does not have a dtype, a shape and two data_offsets");
        return new Entry(type, shape, offsets.get(0), offsets.get(1));
    }

    private void skipStrings() throws MalformedFileException {
        expect('{');
        boolean first = true;
        while (!accept('}')) {
            separate(first);
            first = false;
            string();
            expect(':');
            string();
        }
    }

    private List<Integer> sizes() throws MalformedFileException {
        List<Integer> sizes = new ArrayList<>();
        expect('[');
        while (!accept(']')) {
            separate(sizes.isEmpty());
            peek();
            int start = at;
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                at++;
            }
            sizes.add(Dimensions.parse(text.substring(start, at)));
        }
        return sizes;
    }

    private String string() throws MalformedFileException {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (true) {
            require(at < text.length(), "its header ends within a string");
            char c = text.charAt(at++);
            if (c == '"') {
                return string.toString();
            }
            string.append(c == '\\' ? escape() : c);
        }
    }

    private char escape() throws MalformedFileException {
        require(at < text.length(), "its header ends within a string");
        char c = text.charAt(at++);
        if (c == 'u') {
            require(
                    at + 4 <= text.length() && text.substring(at, at + 4).matches("[0-9a-fA-F]{4}"),
                    "its header has a bad escape at byte " + at);
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        int index = "\"\\/bfnrt".indexOf(c);
        require(index >= 0, "its header has a bad escape at byte " + at);
        return "\"\\/\b\f\n\r\t".charAt(index);
    }

    private void separate(boolean first) throws MalformedFileException {
        if (!first) {
            expect(',');
        }
    }

    private void expect(char c) throws MalformedFileException {
        require(accept(c), "its header has no '" + c + "' at byte " + at);
    }

    private boolean accept(char c) {
        boolean found = peek() == c;
        if (found) {
            at++;
        }
        return found;
    }

    /** The next character that is no white space; 0 at the end. */
    private char peek() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }
}
