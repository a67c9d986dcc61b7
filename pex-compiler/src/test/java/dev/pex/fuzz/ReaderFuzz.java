package dev.pex.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for files that break the front end, for a moment in every build. */
class ReaderFuzz {
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5s")
    void reads(byte[] file) {
        Hostile.read(file);
    }

    static Stream<Arguments> seeds() {
        return Hostile.some(Hostile.seeds());
    }
}
