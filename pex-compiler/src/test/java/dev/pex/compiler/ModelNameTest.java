package dev.pex.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pex.plan.InputMode;
import dev.pex.tensor.Bytes;
import dev.pex.testing.CompiledC;
import dev.pex.testing.GeneratedPrograms;
import dev.pex.testing.Goldens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every file name gives a model name that is a valid identifier of C. */
class ModelNameTest {
    private static final Path MODEL = Goldens.inRepository("regressions/model-named-pex/pex.tflite");

    /** What is called or declared as a function, and names of types; members of structures are of no concern. */
    private static final Pattern GLOBAL =
            Pattern.compile("\\b([a-z]\\w*)\\s*\\(|\\}\\s*([a-z]\\w*)\\s*;|typedef[^;{]*\\b([a-z]\\w*)\\s*;");

    private static final String OTHER = "zzz";

    /** Headers of C and of POSIX that come with the compiler and its library. */
    private static final List<String> HEADERS = List.of(
            "assert",
            "complex",
            "ctype",
            "errno",
            "fenv",
            "float",
            "inttypes",
            "iso646",
            "limits",
            "locale",
            "math",
            "pthread",
            "sched",
            "semaphore",
            "setjmp",
            "signal",
            "stdalign",
            "stdarg",
            "stdatomic",
            "stdbool",
            "stddef",
            "stdint",
            "stdio",
            "stdlib",
            "string",
            "strings",
            "threads",
            "time",
            "uchar",
            "unistd",
            "wchar",
            "wctype");

    @TempDir
    Path folder;

    private static Map<String, Bytes> files(String name, InputMode mode) throws IOException {
        ModelSource source = new ModelSource(name, "pex.tflite", Bytes.copyOf(Files.readAllBytes(MODEL)));
        return PexCompiler.compile(source, CompilerOptions.defaults().withInputMode(mode))
                .files();
    }

    @Test
    void namesOfFilesBecomeIdentifiers() {
        assertThat(ModelName.of("Person Detect-v2 (int8)")).isEqualTo("person_detect_v2_int8_");
        assertThat(ModelName.of("2nd")).isEqualTo("model_2nd");
        assertThat(ModelName.of("日本")).isEqualTo("model");
        assertThat(ModelName.of("I")).isEqualTo("i");
        assertThat(ModelName.of("_x")).isEqualTo("model_x");
        assertThat(ModelName.of("Ünïcode")).isEqualTo("model_n_code");
    }

    @Test
    void namesOfHeadersTargetsKeywordsAndDevicesAreTaken() {
        for (String taken : List.of("string", "features", "test", "pex_runtime", "pex", "int", "class", "do", "aux")) {
            assertThat(ModelName.of(taken)).isEqualTo("model_" + taken);
        }
        assertThat(ModelName.of("PEX")).isEqualTo("model_pex");
        assertThat(ModelName.of("pexels")).isEqualTo("pexels");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pex", "Pex", "read", "do", "int", "new", "this", "std", "sem", "main", "step", "state", "row", "error"
            })
    void anyNameCompilesAsCAndAsCPlusPlus(String stem) throws IOException, InterruptedException {
        String name = ModelName.of(stem);
        for (InputMode mode : InputMode.values()) {
            Path own = Files.createDirectories(folder.resolve(mode.id()));
            CompiledC.check(own, name, files(name, mode));
        }
    }

    /** A model's functions are its name with one of a few endings: no other function may be called so. */
    @Test
    void noIdentifierOfTheLibraryOrOfPexIsOneOfAModel() throws IOException, InterruptedException {
        NavigableSet<String> endings = new TreeSet<>();
        NavigableSet<String> others = new TreeSet<>();
        for (InputMode mode : InputMode.values()) {
            for (Bytes content : files(OTHER, mode).values()) {
                for (String identifier : identifiers(new String(content.toArray(), StandardCharsets.UTF_8))) {
                    if (identifier.startsWith(OTHER)) {
                        endings.add(identifier.substring(OTHER.length()));
                    } else {
                        others.add(identifier);
                    }
                }
            }
        }
        others.addAll(identifiers(library()));
        endings.remove("");

        assertThat(endings).contains("_run", "_init", "_push");
        NavigableSet<String> clashes = new TreeSet<>();
        for (String identifier : others) {
            for (String ending : endings) {
                String stem = identifier.substring(0, Math.max(0, identifier.length() - ending.length()));
                if (identifier.endsWith(ending)
                        && !stem.isEmpty()
                        && ModelName.of(stem).equals(stem)) {
                    clashes.add("a model may be called " + stem + ", and its function or type " + identifier);
                }
            }
        }
        assertThat(clashes).isEmpty();
    }

    private static NavigableSet<String> identifiers(String text) {
        NavigableSet<String> identifiers = new TreeSet<>();
        Matcher matcher = GLOBAL.matcher(text);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                Optional.ofNullable(matcher.group(group)).ifPresent(identifiers::add);
            }
        }
        return identifiers;
    }

    /** What the compiler makes of all headers. */
    private String library() throws IOException, InterruptedException {
        assumeTrue(GeneratedPrograms.has("gcc"), "SKIPPED: there is no gcc");
        StringBuilder includes = new StringBuilder();
        HEADERS.forEach(header -> includes.append("#include <").append(header).append(".h>\n"));
        Path source = folder.resolve("headers.c");
        Path text = folder.resolve("headers.i");
        Files.writeString(source, includes);
        Process process = new ProcessBuilder("gcc", "-std=gnu11", "-E", "-P", source.toString(), "-o", text.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readString(text);
    }
}
