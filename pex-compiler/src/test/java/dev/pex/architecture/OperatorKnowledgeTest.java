package dev.pex.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.operator.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What an operator is, it states itself: no other class tells operators apart by their classes, one after the other. A
 * rewrite rule names the few operators that it matches; anything else asks for a trait or is a visitor.
 */
class OperatorKnowledgeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DEFINITIONS = ROOT.resolve("pex-graph/src/main/java/dev/pex/operator");
    private static final Pattern TEST = Pattern.compile("\\binstanceof\\s+(\\w+)|\\b(\\w+)\\.class::isInstance");

    /** Operators that a class may name this way. */
    private static final int MOST = 2;

    private static final int MOST_IN_A_RULE = 4;

    @Test
    void noChainsOfInstanceof() throws IOException {
        Set<String> operators = operators();
        assertThat(operators).contains("Conv2d", "Binary", Operator.class.getSimpleName());
        List<String> chains = new ArrayList<>();
        for (Path file : sources()) {
            long named = TEST.matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                    .filter(operators::contains)
                    .count();
            boolean rule = file.getParent().endsWith("transform");
            if (named > (rule ? MOST_IN_A_RULE : MOST)) {
                chains.add(ROOT.relativize(file) + " names " + named + " operators");
            }
        }
        assertThat(chains).isEmpty();
    }

    private static Set<String> operators() throws IOException {
        try (Stream<Path> files = Files.list(DEFINITIONS)) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> name.substring(0, name.lastIndexOf('.')))
                    .collect(Collectors.toSet());
        }
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.map(m -> m.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(module)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.startsWith(DEFINITIONS))
                            .forEach(sources::add);
                }
            }
        }
        assertThat(sources).hasSizeGreaterThan(300);
        return sources;
    }
}
