package dev.pex.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/STUDY.md says is what the results say. */
class DocumentTest {
    @Test
    void tablesAreThoseOfTheResults() throws IOException {
        String document = Files.readString(Path.of("../docs/STUDY.md"));
        assertThat(Tables.inserted(document, new Store(Path.of("results"))))
                .as("study/run tables writes them")
                .isEqualTo(document);
    }

    @Test
    void picturesAreThoseOfTheResults() throws IOException {
        Map<String, String> pictures = Picture.all(new Store(Path.of("results")));
        try (Stream<Path> files = Files.list(Path.of("../docs/study"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".svg", "")))
                    .containsExactlyInAnyOrderElementsOf(pictures.keySet());
        }
        for (Map.Entry<String, String> picture : pictures.entrySet()) {
            assertThat(Path.of("../docs/study", picture.getKey() + ".svg")).hasContent(picture.getValue());
        }
    }

    @Test
    void answersAreAsManyAsResultsSay() throws IOException {
        Store store = new Store(Path.of("results"));
        for (Result result : store.results()) {
            assertThat(store.answers(result, "int8").correct())
                    .isEqualTo(result.test().int8());
            assertThat(store.answers(result, "float").correct())
                    .isEqualTo(result.test().real());
            assertThat(store.groups(result)).hasSize(result.test().samples());
        }
    }
}
