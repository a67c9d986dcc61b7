package dev.pex.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Sources, C headers and documents keep to plain technical English: they do not use the phrases below, for which
 * ARCHITECTURE.md (Glossary) and CONTRIBUTING.md (Rules) have others.
 */
class WordingTest {
    /** Between two words: blanks, or a line break in a comment. */
    private static final String GAP = "(?:\\s|\\*|//)+";

    private static final Pattern PHRASE = Pattern.compile(
            ("\\b(?:bears?|whatever|such as have|goes? out of use|counts? for nothing|in front of|real numbers?"
                            + "|tells? how|(?:all|everything|nothing|none) but|but the (?:stack|last|first))\\b")
                    .replace(" ", GAP),
            Pattern.CASE_INSENSITIVE);

    @Test
    void noFileUsesAPhraseThatStopsTheReader() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files()) {
            String path = Sources.ROOT.relativize(file).toString().replace('\\', '/');
            String text = Files.readString(file);
            Matcher matcher = PHRASE.matcher(text);
            while (matcher.find()) {
                long line = text.substring(0, matcher.start()).lines().count();
                found.add(path + ":" + line + ": " + matcher.group().replaceAll("\\s+", " "));
            }
        }

        assertThat(found).isEmpty();
    }

    private static Set<Path> files() throws IOException {
        Set<Path> files = new TreeSet<>(Sources.mainJava());
        for (String folder : List.of("pex-runtime-c/src/main", "it/firmware")) {
            files.addAll(Sources.below(folder, ".h"));
            files.addAll(Sources.below(folder, ".c"));
        }
        files.addAll(Sources.below("docs", ".md"));
        for (String document : List.of("ARCHITECTURE.md", "CONTRIBUTING.md", "README.md")) {
            files.add(Sources.ROOT.resolve(document));
        }
        return files;
    }
}
