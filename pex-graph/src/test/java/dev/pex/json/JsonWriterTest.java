package dev.pex.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    @Test
    void objectsAndArraysAreIndented() {
        JsonWriter json = new JsonWriter().beginObject();
        json.put("name", "net").put("bytes", 1L << 40).put("shape", List.of(1, 48, 8));
        json.beginObject("inner").put("n", -1).end();
        json.beginArray("list");
        json.beginObject().put("a", 1).end();
        json.beginObject().end();
        json.add("text").add(7);
        json.end();
        json.beginArray("none").end();
        json.end();

        assertThat(json.document()).isEqualTo("""
                {
                  "name": "net",
                  "bytes": 1099511627776,
                  "shape": [1, 48, 8],
                  "inner": {
                    "n": -1
                  },
                  "list": [
                    {
                      "a": 1
                    },
                    {},
                    "text",
                    7
                  ],
                  "none": []
                }
                """);
    }

    @Test
    void everythingButPrintableAsciiIsEscaped() {
        assertThat(new JsonWriter()
                        .beginObject()
                        .put("k\n", "a\"b\\c\t\u007f\u00fc\ud83d\ude00")
                        .end()
                        .document())
                .isEqualTo("{\n  \"k\\u000a\": \"a\\\"b\\\\c\\u0009\\u007f\\u00fc\\ud83d\\ude00\"\n}\n");
    }

    @Test
    void whatIsOpenIsNoDocument() {
        JsonWriter json = new JsonWriter().beginObject().beginArray("list");

        assertThatThrownBy(json::document).isInstanceOf(IllegalStateException.class);
    }
}
