package dev.pex.maven.companion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.diagnostic.DiagnosticException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompanionNamesTest {
    @Test
    void classesHaveTheWordsOfTheModel() {
        CompanionNames names = new CompanionNames("com.example", "keyword_spotter_v2");

        assertThat(names.constantsClass()).isEqualTo("com.example.KeywordSpotterV2Model");
        assertThat(names.constantsFile()).isEqualTo("main/com/example/KeywordSpotterV2Model.java");
        assertThat(names.runnerFile()).isEqualTo("test/com/example/KeywordSpotterV2Runner.java");
        assertThat(new CompanionNames("p", "class").constantsClass()).isEqualTo("p.ClassModel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.example", "nets", "a1.b_2"})
    void packages(String name) {
        assertThat(CompanionNames.requirePackage("pex.javaPackage", name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "com.",
                ".com",
                "com..example",
                "com.new",
                "1com",
                "com/example",
                "com.\u00e9",
                "java.nets",
                "java",
                "a b",
                "..",
                "com.example-nets"
            })
    void otherNamesAreRefused(String name) {
        assertThatThrownBy(() -> CompanionNames.requirePackage("pex.javaPackage", name))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageStartingWith("PEX-0301 pex.javaPackage: '" + name
                        + "' cannot be a package of Java classes (give identifiers");
    }
}
