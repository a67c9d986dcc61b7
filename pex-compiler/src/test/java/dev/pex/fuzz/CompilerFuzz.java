package dev.pex.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for files that break the compiler, for a moment in every build. */
class CompilerFuzz {
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5s")
    void compiles(byte[] file) {
        Hostile.compile(file);
    }

    static Stream<Arguments> seeds() {
        return Hostile.some(Hostile.seeds());
    }
}
