package dev.pex.codesign.explore;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A training that somebody is to run.
 *
 * @param id follows from everything that decides the training, so that results of another one are never taken for its
 * @param settings all settings that decide it, without paths
 * @param epochs after which it stops; what it learnt until then is kept, and an order with more epochs goes on from there
 */
public record TrialOrder(String id, SortedMap<String, String> settings, int epochs) {
    private static final String ID = "id";
    private static final String EPOCHS = "until";
    private static final String SETTING = "setting.";
    private static final int ID_BYTES = 6;

    public TrialOrder {
        settings = new TreeMap<>(settings);
        if (!id.matches("[0-9a-f]{12}") || epochs < 1) {
            throw new IllegalArgumentException("no trial has the id '" + id + "' or stops after " + epochs + " epochs");
        }
    }

    /**
     * An order.
     *
     * @param sources digest of model and data
     */
    public static TrialOrder of(SortedMap<String, String> settings, String sources, int epochs) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Fields.write(settings).getBytes(StandardCharsets.UTF_8));
            byte[] all = digest.digest(sources.getBytes(StandardCharsets.UTF_8));
            return new TrialOrder(HexFormat.of().formatHex(all, 0, ID_BYTES), settings, epochs);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** What tells it from the same training that stops earlier. */
    public String key() {
        return id + "-" + epochs;
    }

    /** As text. */
    public String toText() {
        SortedMap<String, String> fields = new TreeMap<>();
        fields.put(ID, id);
        fields.put(EPOCHS, String.valueOf(epochs));
        settings.forEach((name, value) -> fields.put(SETTING + name, value));
        return Fields.write(fields);
    }

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException when it is none of an order
     */
    public static TrialOrder parse(String text) {
        SortedMap<String, String> fields = Fields.read(text);
        SortedMap<String, String> settings = new TreeMap<>();
        fields.forEach((name, value) -> {
            if (name.startsWith(SETTING)) {
                settings.put(name.substring(SETTING.length()), value);
            }
        });
        return new TrialOrder(
                fields.getOrDefault(ID, ""), settings, Integer.parseInt(fields.getOrDefault(EPOCHS, "0")));
    }
}
