package dev.pex.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for plans that break the verifier, for long: profile fuzz. */
class LongPlanFuzz {
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "1h")
    void reads(byte[] file) {
        HostilePlans.read(file);
    }

    static Stream<Arguments> seeds() {
        return HostilePlans.seeds();
    }
}
