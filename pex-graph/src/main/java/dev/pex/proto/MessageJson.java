package dev.pex.proto;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.pex.json.JsonWriter;
import java.util.List;

/**
 * Messages as JSON in the canonical mapping of proto3: camel-case names, every field present except optional numbers and
 * strings that are not set. Covers what Pex's messages use: numbers of 32 bits, strings, messages and lists of them. Lives here because
 * protobuf is relocated in this module's jar, and protobuf-java-util would bring Gson and Guava.
 */
public final class MessageJson {
    private MessageJson() {}

    /** An indented document that ends in a line feed. */
    public static String of(Message message) {
        JsonWriter json = new JsonWriter().beginObject();
        fields(json, message);
        return json.document();
    }

    /** Writes the fields of the open object and closes it. */
    private static void fields(JsonWriter json, Message message) {
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (isAbsent(message, field)) {
                continue;
            }
            Object value = message.getField(field);
            String name = field.getJsonName();
            if (value instanceof List<?> values) {
                json.beginArray(name);
                values.forEach(each -> element(json, each));
                json.end();
            } else if (value instanceof Message inner) {
                fields(json.beginObject(name), inner);
            } else if (value instanceof Integer number) {
                json.put(name, number);
            } else if (value instanceof String string) {
                json.put(name, string);
            } else {
                throw unknown(value);
            }
        }
        json.end();
    }

    private static boolean isAbsent(Message message, FieldDescriptor field) {
        return field.hasPresence()
                && field.getJavaType() != FieldDescriptor.JavaType.MESSAGE
                && !message.hasField(field);
    }

    private static void element(JsonWriter json, Object value) {
        if (value instanceof Message message) {
            fields(json.beginObject(), message);
        } else if (value instanceof Integer number) {
            json.add(number);
        } else if (value instanceof String string) {
            json.add(string);
        } else {
            throw unknown(value);
        }
    }

    private static IllegalArgumentException unknown(Object value) {
        return new IllegalArgumentException("no JSON for " + value.getClass());
    }
}
