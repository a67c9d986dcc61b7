package dev.pex.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private static Template template(String text) {
        return Template.of(text, Map.of("model", "net"));
    }

    @Test
    void valuesReplaceTheirPlaceholders() {
        assertThat(template("int @model@_@name@[@size@];\n")
                        .with("name", "x")
                        .with("size", 3)
                        .fill())
                .isEqualTo("int net_x[3];\n");
    }

    @Test
    void linesHaveTheIndentationOfTheirPlaceholder() {
        assertThat(template("{\n    @lines@\n}\n").with("lines", "a\n\n  b\n").fill())
                .isEqualTo("{\n    a\n\n      b\n}\n");
        assertThat(template("{\n    @lines@\n}\n").with("lines", "").fill()).isEqualTo("{\n}\n");
        assertThat(template("    @line@\n").with("line", "a").fill()).isEqualTo("    a\n");
    }

    @Test
    void conditionsKeepOrRemoveTheirLines() {
        String text = """
                @if outer@
                a
                    @if !inner@
                b
                    @end@
                @end@
                c
                """;

        assertThat(template(text).when("outer", true).when("inner", false).fill())
                .isEqualTo("a\nb\nc\n");
        assertThat(template(text).when("outer", true).when("inner", true).fill())
                .isEqualTo("a\nc\n");
        assertThat(template(text).when("outer", false).when("inner", false).fill())
                .isEqualTo("c\n");
    }

    @Test
    void valuesAreNoTemplates() {
        assertThat(template("@a@ @b@\n").with("a", "@b@").with("b", "$1\\").fill())
                .isEqualTo("@b@ $1\\\n");
    }

    @Test
    void whatIsMissingOrLeftOverIsRefused() {
        refused(template("@name@\n"), "no value of @name@");
        refused(template("@if some@\n@end@\n"), "no value of condition some");
        refused(template("@if some@\n@name@\n@end@\n").when("some", false), "no value of @name@");
        refused(template("text\n").with("name", "x"), "no place for [name]");
        refused(template("text\n").when("some", true), "no place for [some]");
        refused(template("x @name@\n").with("name", "a\nb\n"), "several lines");
        refused(template("@if some@\n").when("some", true), "a condition without @end@");
        refused(template("@end@\n"), "@end@ without a condition");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> template("@a@\n").with("a", 1).with("a", 2))
                .withMessage("two values of a");
    }

    private static void refused(Template template, String message) {
        assertThatIllegalArgumentException().isThrownBy(template::fill).withMessageContaining(message);
    }
}
