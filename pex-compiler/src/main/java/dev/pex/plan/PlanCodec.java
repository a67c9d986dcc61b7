package dev.pex.plan;

import dev.pex.kernel.Optimize;
import dev.pex.kernel.Target;
import dev.pex.kernel.Tuning;
import dev.pex.operator.Intake;
import dev.pex.proto.BufferMessage;
import dev.pex.proto.ComputeMessage;
import dev.pex.proto.IntakeMessage;
import dev.pex.proto.PlacementMessage;
import dev.pex.proto.PlanMessage;
import dev.pex.proto.RangeMessage;
import dev.pex.proto.ReceiveMessage;
import dev.pex.proto.RegionMessage;
import dev.pex.proto.StepMessage;
import dev.pex.schedule.Step;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/** Plans as {@code PlanMessage}s. */
public final class PlanCodec {
    /** Version of the message's format. */
    public static final int FORMAT = 3;

    /** The version that plans are written in which have no memory regions beside the arena; it has no others. */
    static final int FORMAT_WITHOUT_REGIONS = 2;

    /** Axes by their numbers in messages. */
    private static final List<Axis> AXES = List.of(Axis.ROWS, Axis.COLUMNS, Axis.CHANNELS);

    private PlanCodec() {}

    /** The message of a plan. */
    public static PlanMessage toMessage(Plan plan) {
        PlanMessage.Builder message = PlanMessage.newBuilder()
                .setFormat(plan.regions().isEmpty() ? FORMAT_WITHOUT_REGIONS : FORMAT)
                .setNetwork(plan.network())
                .setTarget(plan.target().id())
                .setOptimize(
                        plan.tuning().optimize() == Optimize.BALANCED
                                ? ""
                                : plan.tuning().optimize().id())
                .setArenaBytes(plan.arenaBytes())
                .setArenaAlignment(plan.arenaAlignment());
        for (Buffer b : plan.buffers()) {
            BufferMessage.Builder buffer = BufferMessage.newBuilder()
                    .setOffset(b.offset())
                    .setBytes(b.bytes())
                    .setAlignment(b.alignment())
                    .setFirstStep(b.firstStep())
                    .setLastStep(b.lastStep())
                    .setContent(b.content());
            if (!b.region().equals(MemoryRegion.ARENA)) {
                buffer.setRegion(b.region());
            }
            message.addBuffers(buffer);
        }
        for (MemoryRegion region : plan.regions()) {
            message.addRegions(RegionMessage.newBuilder()
                    .setName(region.name())
                    .setBytes(region.bytes())
                    .setAlignment(region.alignment()));
        }
        plan.placements().forEach((tensor, p) -> message.addPlacements(placement(tensor, p)));
        for (int s = 0; s < plan.steps().size(); s++) {
            message.addSteps(step(plan, s));
        }
        return message.build();
    }

    /** The bytes of a plan's message. */
    public static Bytes toBytes(Plan plan) {
        return Bytes.copyOf(toMessage(plan).toByteArray());
    }

    /**
     * The plan of a message's bytes. It is whatever they say: a verifier must look at it before anything is done with it.
     *
     * @param bytes any bytes
     * @throws PlanFormatException when they are no message, its format is unknown, or a field has an impossible value
     */
    public static Plan fromBytes(Bytes bytes) throws PlanFormatException {
        try {
            return fromMessage(PlanMessage.parseFrom(bytes.toArray()));
        } catch (IOException | IllegalArgumentException e) {
            throw new PlanFormatException("the plan cannot be read: " + e.getMessage(), e);
        }
    }

    private static Plan fromMessage(PlanMessage message) {
        require(
                message.getFormat() == FORMAT
                        || (message.getFormat() == FORMAT_WITHOUT_REGIONS && message.getRegionsCount() == 0),
                "format " + message.getFormat() + " of a plan is unknown");
        List<Buffer> buffers = new ArrayList<>();
        for (BufferMessage b : message.getBuffersList()) {
            buffers.add(new Buffer(
                    buffers.size(),
                    b.getOffset(),
                    b.getBytes(),
                    b.getAlignment(),
                    b.getFirstStep(),
                    b.getLastStep(),
                    b.getContent(),
                    region(b.getRegion())));
        }
        TreeMap<Integer, Placement> placements = new TreeMap<>();
        for (PlacementMessage p : message.getPlacementsList()) {
            Placement placement = new Placement(
                    p.getSlices(), p.getSliceChannels(), p.getPixelStride(), p.getOffsetsList(), region(p.getRegion()));
            require(placements.put(p.getTensor(), placement) == null, "tensor " + p.getTensor() + " has two places");
        }
        return new Plan(
                message.getNetwork(),
                tuning(message),
                message.getArenaBytes(),
                message.getArenaAlignment(),
                buffers,
                placements,
                message.getStepsList().stream().map(PlanCodec::step).toList(),
                ids(message, ComputeMessage::getAccumulator),
                ids(message, ComputeMessage::getScratch),
                message.getRegionsList().stream()
                        .map(r -> new MemoryRegion(r.getName(), r.getBytes(), r.getAlignment()))
                        .toList());
    }

    private static PlacementMessage placement(int tensor, Placement p) {
        PlacementMessage.Builder message = PlacementMessage.newBuilder()
                .setTensor(tensor)
                .setSlices(p.slices())
                .setSliceChannels(p.sliceChannels())
                .setPixelStride(p.pixelStride())
                .addAllOffsets(p.offsets());
        return p.region().equals(MemoryRegion.ARENA)
                ? message.build()
                : message.setRegion(p.region()).build();
    }

    /** The arena is not named in messages. */
    private static String region(String name) {
        return name.isEmpty() ? MemoryRegion.ARENA : name;
    }

    private static Tuning tuning(PlanMessage message) {
        Target target = Target.of(message.getTarget())
                .orElseThrow(() -> new IllegalArgumentException("target " + message.getTarget()));
        return message.getOptimize().isEmpty()
                ? Tuning.of(target)
                : new Tuning(
                        target,
                        Arrays.stream(Optimize.values())
                                .filter(o -> o.id().equals(message.getOptimize()))
                                .findFirst()
                                .orElseThrow(() -> new IllegalArgumentException("optimize " + message.getOptimize())));
    }

    private static StepMessage step(Plan plan, int number) {
        StepMessage.Builder message = StepMessage.newBuilder();
        Step step = plan.steps().get(number);
        if (step instanceof Step.Compute compute) {
            ComputeMessage.Builder builder = ComputeMessage.newBuilder()
                    .setOperator(compute.operator())
                    .setRows(range(compute.part().rows()))
                    .setColumns(range(compute.part().columns()))
                    .setChannels(range(compute.part().channels()))
                    .setAccumulator(number(plan.accumulator(number)))
                    .setScratch(number(plan.scratch(number)));
            compute.intake()
                    .ifPresent(intake -> builder.setIntake(IntakeMessage.newBuilder()
                            .setAxis(AXES.indexOf(intake.axis()))
                            .setRange(range(intake.range()))));
            return message.setCompute(builder).build();
        }
        Step.Receive receive = (Step.Receive) step;
        return message.setReceive(
                        ReceiveMessage.newBuilder().setTensor(receive.tensor()).setRows(range(receive.rows())))
                .build();
    }

    private static Step step(StepMessage message) {
        return switch (message.getKindCase()) {
            case COMPUTE -> compute(message.getCompute());
            case RECEIVE ->
                new Step.Receive(
                        message.getReceive().getTensor(),
                        range(message.getReceive().getRows()));
            case KIND_NOT_SET -> throw new IllegalArgumentException("a step of no kind");
        };
    }

    private static Step compute(ComputeMessage message) {
        Part part = new Part(range(message.getRows()), range(message.getColumns()), range(message.getChannels()));
        Optional<Intake> intake = message.hasIntake()
                ? Optional.of(new Intake(
                        axis(message.getIntake().getAxis()),
                        range(message.getIntake().getRange())))
                : Optional.empty();
        return new Step.Compute(message.getOperator(), part, intake);
    }

    private static Axis axis(int number) {
        require(number >= 0 && number < AXES.size(), "axis " + number);
        return AXES.get(number);
    }

    /** Ids are written plus one, so that 0 stands for none. */
    private static int number(OptionalInt id) {
        return id.isPresent() ? id.getAsInt() + 1 : 0;
    }

    private static SortedMap<Integer, Integer> ids(PlanMessage message, ToIntFunction<ComputeMessage> field) {
        SortedMap<Integer, Integer> ids = new TreeMap<>();
        for (int s = 0; s < message.getStepsCount(); s++) {
            int number = field.applyAsInt(message.getSteps(s).getCompute());
            require(number >= 0, "buffer " + number);
            if (number > 0) {
                ids.put(s, number - 1);
            }
        }
        return ids;
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

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
