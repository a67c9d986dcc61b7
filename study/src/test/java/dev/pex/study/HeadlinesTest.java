package dev.pex.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a network at first sight: a line and a picture. */
class HeadlinesTest {
    @TempDir
    Path folder;

    private static Answers first(int right) {
        BitSet bits = new BitSet();
        bits.set(0, right);
        return new Answers(bits, 4);
    }

    private Store store() throws IOException {
        Store store = new Store(folder);
        store.add(StoreTest.result("dense", 0, 1, 4, 4, 3), new byte[0], first(4), first(3), List.of());
        store.add(
                StoreTest.result("compiler-tenth-streamed", 0, 1, 4, 2, 2), new byte[0], first(2), first(2), List.of());
        store.add(
                StoreTest.result("uniform-tenth-streamed", 0, 1, 4, 1, 1), new byte[0], first(1), first(1), List.of());
        return store;
    }

    /** 7 bytes layer by layer, 1 with a streamed input; the dense network is better in float. */
    @Test
    void aLineComparesWithTheBetterDenseNetworkLayerByLayer() throws IOException {
        assertThat(Headlines.of(store())).isEqualTo("""
                ```
                co-design: DS-CNN, Speech Commands, compiler-tenth-streamed 7.0x (1 bytes for 7), -50.0 points
                ```
                """);
    }

    @Test
    void aPictureHasAMarkForEachRowAndWayOfExecution() throws IOException {
        assertThat(Picture.all(store())).containsOnlyKeys("speech");
        assertThat(Picture.all(store()).get("speech"))
                .contains(
                        "<title>dense, layer by layer: 7 bytes, 75.00 %</title>",
                        "<title>dense, parts, input streamed: 1 bytes, 75.00 %</title>",
                        "<title>compiler-tenth-streamed, input streamed: 1 bytes, 50.00 %</title>",
                        "<title>uniform-tenth-streamed, input streamed: 1 bytes, 25.00 %</title>")
                .doesNotContain("importance-tenth");
    }
}
