package dev.pex.plan;

import dev.pex.graph.Bytes;
import dev.pex.graph.Part;
import dev.pex.graph.Range;
import dev.pex.proto.BufferMessage;
import dev.pex.proto.PlacementMessage;
import dev.pex.proto.PlanMessage;
import dev.pex.proto.RangeMessage;
import dev.pex.proto.StepMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Plans as {@code PlanMessage}s. */
public final class PlanCodec {
    /** Version of the message's format. */
    public static final int FORMAT = 1;

    private PlanCodec() {}

    /** The message of a plan. */
    public static PlanMessage toMessage(Plan plan) {
        PlanMessage.Builder message = PlanMessage.newBuilder()
                .setFormat(FORMAT)
                .setNetwork(plan.network())
                .setTarget(plan.target().id())
                .setArenaBytes(plan.arenaBytes())
                .setArenaAlignment(plan.arenaAlignment());
        for (Buffer b : plan.buffers()) {
            message.addBuffers(BufferMessage.newBuilder()
                    .setOffset(b.offset())
                    .setBytes(b.bytes())
                    .setAlignment(b.alignment())
                    .setFirstStep(b.firstStep())
                    .setLastStep(b.lastStep())
                    .setContent(b.content()));
        }
        plan.placements()
                .forEach((tensor, p) -> message.addPlacements(PlacementMessage.newBuilder()
                        .setTensor(tensor)
                        .setBuffer(p.buffer())
                        .setOffset(p.offset())
                        .setRowStride(p.rowStride())
                        .setPixelStride(p.pixelStride())
                        .setRows(p.rows())));
        for (Step s : plan.steps()) {
            message.addSteps(StepMessage.newBuilder()
                    .setOperator(s.operator())
                    .setRows(range(s.part().rows()))
                    .setColumns(range(s.part().columns()))
                    .setChannels(range(s.part().channels()))
                    .setScratch(s.scratch().isPresent() ? s.scratch().getAsInt() + 1 : 0));
        }
        return message.build();
    }

    /** The bytes of a plan's message. */
    public static Bytes toBytes(Plan plan) {
        return Bytes.copyOf(toMessage(plan).toByteArray());
    }

    /**
     * The plan of a message.
     *
     * @throws IllegalArgumentException when the format is unknown or a field has an impossible value
     */
    public static Plan fromMessage(PlanMessage message) {
        if (message.getFormat() != FORMAT) {
            throw new IllegalArgumentException("format " + message.getFormat() + " of a plan is unknown");
        }
        List<Buffer> buffers = new ArrayList<>();
        for (BufferMessage b : message.getBuffersList()) {
            buffers.add(new Buffer(
                    buffers.size(),
                    b.getOffset(),
                    b.getBytes(),
                    b.getAlignment(),
                    b.getFirstStep(),
                    b.getLastStep(),
                    b.getContent()));
        }
        TreeMap<Integer, Placement> placements = new TreeMap<>();
        for (PlacementMessage p : message.getPlacementsList()) {
            placements.put(
                    p.getTensor(),
                    new Placement(p.getBuffer(), p.getOffset(), p.getRowStride(), p.getPixelStride(), p.getRows()));
        }
        List<Step> steps = new ArrayList<>();
        for (StepMessage s : message.getStepsList()) {
            Part part = new Part(range(s.getRows()), range(s.getColumns()), range(s.getChannels()));
            OptionalInt scratch = s.getScratch() == 0 ? OptionalInt.empty() : OptionalInt.of(s.getScratch() - 1);
            steps.add(new Step(s.getOperator(), part, scratch));
        }
        return new Plan(
                message.getNetwork(),
                Target.of(message.getTarget())
                        .orElseThrow(() -> new IllegalArgumentException("target " + message.getTarget())),
                message.getArenaBytes(),
                message.getArenaAlignment(),
                buffers,
                placements,
                steps);
    }

    private static RangeMessage range(Range range) {
        return RangeMessage.newBuilder()
                .setStart(range.start())
                .setEnd(range.end())
                .build();
    }

    private static Range range(RangeMessage message) {
        return new Range(message.getStart(), message.getEnd());
    }
}
