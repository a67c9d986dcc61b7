package dev.pex.proto;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;

/**
 * Messages as JSON in the canonical mapping of proto3: camel-case names, every field present. Covers
 * what Pex's messages use: numbers of 32 bits, strings, messages and lists of them. Lives here because
 * protobuf is relocated in this module's jar, and protobuf-java-util would bring Gson and Guava.
 */
public final class MessageJson {
    private final StringBuilder text = new StringBuilder();

    private MessageJson() {}

    /** An indented document that ends in a line feed. */
    public static String of(Message message) {
        MessageJson json = new MessageJson();
        json.message(message, 0);
        return json.text.append('\n').toString();
    }

    private void message(Message message, int depth) {
        text.append('{');
        String separator = "";
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            text.append(separator);
            line(depth + 1);
            string(field.getJsonName());
            text.append(": ");
            Object value = message.getField(field);
            if (field.isRepeated()) {
                list((List<?>) value, depth + 1);
            } else {
                value(value, depth + 1);
            }
            separator = ",";
        }
        line(depth);
        text.append('}');
    }

    private void list(List<?> values, int depth) {
        text.append('[');
        String separator = "";
        for (Object value : values) {
            text.append(separator);
            line(depth + 1);
            value(value, depth + 1);
            separator = ",";
        }
        if (!values.isEmpty()) {
            line(depth);
        }
        text.append(']');
    }

    private void value(Object value, int depth) {
        if (value instanceof Message message) {
            message(message, depth);
        } else if (value instanceof Integer number) {
            text.append(number);
        } else if (value instanceof String string) {
            string(string);
        } else {
            throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }

    private void string(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < 0x20 || c > 0x7e) {
                text.append("\\u").append(Character.forDigit(c >> 12, 16)).append(Character.forDigit(c >> 8 & 15, 16));
                text.append(Character.forDigit(c >> 4 & 15, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    private void line(int depth) {
        text.append('\n').append("  ".repeat(depth));
    }
}
