package dev.pex.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for files that break the readers of float networks, weights and arrays, for a moment in every build. */
class FilesFuzz {
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5s")
    void reads(byte[] file) {
        HostileFiles.read(file);
    }

    static Stream<Arguments> seeds() {
        return Hostile.some(HostileFiles.seeds());
    }
}
