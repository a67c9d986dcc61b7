package dev.pex.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.memory.MemoryPlanner;
import dev.pex.proto.BufferMessage;
import dev.pex.proto.MessageJson;
import dev.pex.proto.PlacementMessage;
import dev.pex.proto.PlanMessage;
import dev.pex.proto.RegionMessage;
import dev.pex.schedule.LayerByLayer;
import dev.pex.tensor.Bytes;
import dev.pex.testing.Graphs;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PlanCodecTest {
    private final Plan plan = plan();

    private static Plan plan() {
        Graphs g = new Graphs();
        int input = g.tensor(5, 4, 2);
        int out = g.add(g.depthwise(input, 3), input);
        Graph graph = g.graph(List.of(input), List.of(out));
        return MemoryPlanner.plan(graph, LayerByLayer.schedule(graph), Target.GENERIC);
    }

    @Test
    void bytesKeepThePlan() throws Exception {
        assertThat(PlanCodec.fromBytes(PlanCodec.toBytes(plan))).isEqualTo(plan);
    }

    @Test
    void refusesAnUnknownFormat() {
        PlanMessage future = PlanCodec.toMessage(plan).toBuilder()
                .setFormat(PlanCodec.FORMAT + 1)
                .build();

        assertThatThrownBy(() -> PlanCodec.fromBytes(Bytes.copyOf(future.toByteArray())))
                .isInstanceOf(PlanFormatException.class)
                .hasMessageContaining("format " + (PlanCodec.FORMAT + 1));
    }

    @Test
    void plansInTheArenaAloneAreWrittenAsBeforeThereWereRegions() {
        PlanMessage message = PlanCodec.toMessage(plan);
        PlanMessage withRegion = message.toBuilder()
                .addRegions(
                        RegionMessage.newBuilder().setName("fast").setBytes(8).setAlignment(8))
                .build();

        assertThat(message.getFormat()).isEqualTo(2);
        assertThat(message.getBuffersList()).noneMatch(BufferMessage::hasRegion);
        assertThat(message.getPlacementsList()).noneMatch(PlacementMessage::hasRegion);
        assertThat(MessageJson.of(message)).doesNotContain("\"region\"");
        assertThatThrownBy(() -> PlanCodec.fromBytes(Bytes.copyOf(withRegion.toByteArray())))
                .isInstanceOf(PlanFormatException.class);
    }

    @Test
    void jsonHasEveryField() {
        JsonNode json = JsonMapper.shared().readTree(MessageJson.of(PlanCodec.toMessage(plan)));

        assertThat(json.get("format").asInt()).isEqualTo(PlanCodec.FORMAT_WITHOUT_REGIONS);
        assertThat(json.get("arenaBytes").asInt()).isEqualTo(plan.arenaBytes());
        assertThat(json.get("steps")).hasSize(2);
        assertThat(json.get("steps")
                        .get(0)
                        .get("compute")
                        .get("rows")
                        .get("end")
                        .asInt())
                .isEqualTo(5);
        assertThat(json.get("buffers")).hasSize(plan.buffers().size());
        assertThat(json.get("buffers").get(0).get("firstStep").asInt()).isEqualTo(Buffer.BEFORE);
        assertThat(json.get("buffers").get(0).get("content").asString()).isEqualTo("input 't0'");
    }
}
