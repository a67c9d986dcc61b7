package dev.pex.emit;

import dev.pex.emit.Cut.Kind;
import dev.pex.graph.Graph;
import dev.pex.operator.Intake;
import dev.pex.plan.Plan;
import dev.pex.schedule.Step;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The schedule as bytes that the generated loop walks. A step is the number of an operator, whose next part it computes.
 * A number below {@link #SHORT_NUMBERS} is one byte; a larger one is the byte {@code SHORT_NUMBERS + high} and the byte
 * {@code low}, where the number is {@code SHORT_NUMBERS + high * 256 + low}. A part that does not follow its operator's
 * rule is the byte {@link #OTHER}, the operator's number, a mask, and for each axis in the mask (1 rows, 2 columns,
 * 4 channels) its start and size. When the mask has 8, the axis, start and size of the input slice that is taken in and
 * the arena offset of the accumulators follow. These numbers have 7 bits in each byte, the lowest first; the top bit says
 * that another byte follows.
 */
final class ScheduleCode {
    static final int SHORT_NUMBERS = 240;
    static final int OTHER = 255;

    private static final int TAKEN = 8;

    private final Graph graph;
    private final Plan plan;
    private final Entries entries;
    private final ByteArrayOutputStream code = new ByteArrayOutputStream();
    private final List<Integer> starts = new ArrayList<>();

    private ScheduleCode(Graph graph, Plan plan, Entries entries) {
        this.graph = graph;
        this.plan = plan;
        this.entries = entries;
    }

    static ScheduleCode of(Graph graph, Plan plan, Entries entries) {
        ScheduleCode schedule = new ScheduleCode(graph, plan, entries);
        for (int s = 0; s < plan.steps().size(); s++) {
            schedule.starts.add(schedule.code.size());
            schedule.step(s);
        }
        return schedule;
    }

    /** All steps. */
    byte[] bytes() {
        return code.toByteArray();
    }

    /** Where each step starts in the bytes. */
    List<Integer> starts() {
        return starts;
    }

    private void step(int s) {
        int number = entries.number(s);
        if (entries.of(s).regular()) {
            if (number < SHORT_NUMBERS) {
                code.write(number);
            } else {
                code.write(SHORT_NUMBERS + (number - SHORT_NUMBERS) / 256);
                code.write((number - SHORT_NUMBERS) % 256);
            }
            return;
        }
        code.write(OTHER);
        number(number);
        if (plan.steps().get(s) instanceof Step.Compute compute) {
            compute(s, compute);
        } else if (plan.steps().get(s) instanceof Step.Receive receive) {
            code.write(1);
            range(receive.rows());
        }
    }

    private void compute(int s, Step.Compute step) {
        Extent extent = graph.outputOf(graph.operators().get(step.operator())).extent();
        Part part = step.part();
        int mask = step.intake().isPresent() ? TAKEN : 0;
        for (Axis axis : Axis.values()) {
            boolean whole = part.along(axis).equals(Range.all(extent.along(axis)));
            mask |= whole ? 0 : 1 << Kind.of(axis).number();
        }
        code.write(mask);
        for (Axis axis : Axis.values()) {
            if ((mask >> Kind.of(axis).number() & 1) != 0) {
                range(part.along(axis));
            }
        }
        if (step.intake().isPresent()) {
            Intake intake = step.intake().get();
            number(Kind.of(intake.axis()).number());
            range(intake.range());
            number(entries.accumulators(s).orElse(0));
        }
    }

    private void range(Range range) {
        number(range.start());
        number(range.size());
    }

    private void number(int value) {
        int rest = value;
        while (rest >= 0x80) {
            code.write(0x80 | (rest & 0x7f));
            rest >>>= 7;
        }
        code.write(rest);
    }
}
