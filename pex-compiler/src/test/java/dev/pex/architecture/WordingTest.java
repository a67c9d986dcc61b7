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

    /** Files and folders that have not been revised, as paths in the repository. */
    private static final List<String> EXEMPT = List.of(
            "CONTRIBUTING.md",
            "README.md",
            "it/",
            "pex-compiler/src/main/java/dev/pex/compiler/",
            "pex-compiler/src/main/java/dev/pex/emit/",
            "pex-compiler/src/main/java/dev/pex/frontend/",
            "pex-compiler/src/main/java/dev/pex/kernel/",
            "pex-compiler/src/main/java/dev/pex/report/",
            "pex-compiler/src/main/java/dev/pex/verify/",
            "pex-dsl/",
            "pex-graph/src/main/java/dev/pex/operator/",
            "pex-graph/src/main/java/dev/pex/pexnet/",
            "pex-graph/src/main/java/dev/pex/quant/",
            "pex-maven-plugin/",
            "pex-processor/",
            // Messages and generated texts still say "in real numbers".
            "pex-compiler/src/main/java/dev/pex/quantize/PostTraining.java",
            "pex-compiler/src/main/java/dev/pex/quantize/QuantizationText.java");

    @Test
    void noFileUsesAPhraseThatStopsTheReader() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files()) {
            String path = Sources.ROOT.relativize(file).toString().replace('\\', '/');
            if (EXEMPT.stream().noneMatch(path::startsWith)) {
                String text = Files.readString(file);
                Matcher matcher = PHRASE.matcher(text);
                while (matcher.find()) {
                    long line = text.substring(0, matcher.start()).lines().count();
                    found.add(path + ":" + line + ": " + matcher.group().replaceAll("\\s+", " "));
                }
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
