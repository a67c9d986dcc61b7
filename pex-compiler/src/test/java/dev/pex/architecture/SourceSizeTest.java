package dev.pex.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** No source file of the main code has more than 450 lines, no method or constructor more than 60. */
class SourceSizeTest {
    private static final int MOST_FILE_LINES = 450;
    private static final int MOST_METHOD_LINES = 60;

    /** Files that may be longer, by their class. Each entry needs a comment that says why. */
    private static final Set<String> LONG_FILES = Set.of(
            // To be split into form, request and build.
            "AbstractPexMojo",
            // The builder that users call: one method for each operator, each with its Javadoc.
            "Node");

    /** Methods that may be longer, as class and method. Each entry needs a comment that says why. */
    private static final Set<String> LONG_METHODS = Set.of(
            // One line for each field of the report, in the order of the schema.
            "ReportJson.of");

    @Test
    void filesAreShort() throws IOException {
        Set<String> tooLong = new TreeSet<>();
        for (Path file : Sources.mainJava()) {
            if (Files.readAllLines(file).size() > MOST_FILE_LINES) {
                tooLong.add(className(file));
            }
        }

        assertThat(tooLong).isEqualTo(LONG_FILES);
    }

    @Test
    void methodsAreShort() throws IOException {
        Set<String> tooLong = new TreeSet<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    null,
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(Sources.mainJava()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                String name = className(Path.of(unit.getSourceFile().toUri()));
                new LongMethods(unit, positions).scan(unit, null).forEach(method -> tooLong.add(name + "." + method));
            }
        }

        assertThat(tooLong).isEqualTo(LONG_METHODS);
    }

    private static String className(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    /** Finds the methods of a file that are too long, by name. */
    private static final class LongMethods extends TreePathScanner<List<String>, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> found = new ArrayList<>();

        LongMethods(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public List<String> visitCompilationUnit(CompilationUnitTree tree, Void nothing) {
            super.visitCompilationUnit(tree, null);
            return found;
        }

        @Override
        public List<String> visitMethod(MethodTree method, Void nothing) {
            LineMap lines = unit.getLineMap();
            long end = positions.getEndPosition(unit, method);
            long start = positions.getStartPosition(unit, method);
            if (end > start && lines.getLineNumber(end) - lines.getLineNumber(start) + 1 > MOST_METHOD_LINES) {
                found.add(method.getName().toString());
            }
            return super.visitMethod(method, null);
        }
    }
}
