package dev.pex.maven.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputValuesTest {
    @Test
    void showsFloatsAndShortensLongOutputs() {
        Graph graph = network(2, 70);
        ByteBuffer bytes = ByteBuffer.allocate(4 * 72).order(ByteOrder.nativeOrder());
        bytes.putFloat(0.5f).putFloat(-3f);

        List<String> lines = OutputValues.lines(graph, Bytes.copyOf(bytes.array()));

        assertThat(lines.get(0)).isEqualTo("output 0 FLOAT32 [1, 2]: 0.5 -3.0");
        assertThat(lines.get(1))
                .startsWith("output 1 FLOAT32 [1, 70]: 0.0 0.0 ")
                .endsWith(" 0.0 ... (6 more)");
    }

    private static Graph network(int... channels) {
        List<Tensor> tensors = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        for (int count : channels) {
            int id = tensors.size();
            ids.add(id);
            tensors.add(new Tensor(
                    id,
                    "t" + id,
                    List.of(1, count),
                    new Extent(1, 1, count),
                    ElementType.FLOAT32,
                    Optional.empty(),
                    Optional.empty()));
        }
        return new Graph("net", tensors, List.of(), ids, ids);
    }
}
