package dev.pex.codesign.explore;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Named texts as lines of a file of properties, sorted: the same fields are always the same text. */
public final class Fields {
    private Fields() {}

    public static String write(Map<String, String> fields) {
        Properties properties = new Properties();
        properties.putAll(fields);
        StringWriter text = new StringWriter();
        try {
            properties.store(text, null);
        } catch (IOException e) {
            throw new IllegalStateException(e); // a text has always room
        }
        // The first line has the time.
        return text.toString()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .sorted()
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    /**
     * Reads fields.
     *
     * @throws IllegalArgumentException when the text is damaged
     */
    public static SortedMap<String, String> read(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
        SortedMap<String, String> fields = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> fields.put(name, properties.getProperty(name)));
        return fields;
    }
}
