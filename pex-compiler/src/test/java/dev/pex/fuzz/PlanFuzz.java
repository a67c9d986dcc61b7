package dev.pex.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for plans that break the verifier, for a moment in every build. */
class PlanFuzz {
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5s")
    void reads(byte[] file) {
        HostilePlans.read(file);
    }

    static Stream<Arguments> seeds() {
        return Hostile.some(HostilePlans.seeds());
    }
}
