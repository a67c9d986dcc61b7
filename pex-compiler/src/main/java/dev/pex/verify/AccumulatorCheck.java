package dev.pex.verify;

import dev.pex.graph.Graph;
import dev.pex.operator.Intake;
import dev.pex.operator.Operator;
import dev.pex.plan.Buffer;
import dev.pex.plan.Plan;
import dev.pex.schedule.Step;
import dev.pex.tensor.Part;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Sees to it that slices are taken in one after the other, and that nothing touches the accumulators in
 * between.
 */
final class AccumulatorCheck {
    private final Graph graph;
    private final Plan plan;
    private final Shadow shadow;
    private final Reservations reservations;
    private final Addresses addresses;
    private final StateCheck states;
    private final Map<Accumulation, Integer> takenIn = new HashMap<>();
    private int marks = Shadow.NOTHING - 1;
    private final Map<Accumulation, Integer> markOf = new HashMap<>();

    private record Accumulation(int operator, Part part) {}

    AccumulatorCheck(
            Graph graph, Plan plan, Shadow shadow, Reservations reservations, Addresses addresses, StateCheck states) {
        this.graph = graph;
        this.plan = plan;
        this.shadow = shadow;
        this.reservations = reservations;
        this.addresses = addresses;
        this.states = states;
    }

    /** Follows a step that has an intake; a fault when its accumulators are not what it relies on. */
    Optional<Fault> take(int s, Step.Compute step) {
        Intake intake = step.intake().orElseThrow();
        Accumulation accumulation = new Accumulation(step.operator(), step.part());
        if (intake.range().start() != takenIn.getOrDefault(accumulation, 0)) {
            return Optional.of(new Fault(Fault.Kind.INTAKE, s, step.describe(graph)));
        }
        takenIn.put(accumulation, intake.range().end());
        Operator operator = graph.operators().get(step.operator());
        int bytes = operator.accumulatorBytes((int) step.part().elements());
        OptionalInt id = plan.accumulator(s);
        if (id.isPresent() == (bytes == 0)) {
            String detail = (bytes == 0 ? "accumulators" : "no accumulators") + " for " + step.describe(graph);
            return Optional.of(new Fault(Fault.Kind.INTAKE, s, detail));
        }
        if (bytes == 0) {
            return inOutput(s, step, operator, accumulation);
        }
        Buffer buffer = plan.buffers().get(id.getAsInt());
        boolean aligned = addresses.isAligned(buffer, operator.accumulator().bytes());
        if (buffer.bytes() < bytes || !buffer.inUse(s) || !aligned) {
            return Optional.of(new Fault(Fault.Kind.INTAKE, s, "buffer " + buffer.id() + " for " + bytes + " bytes"));
        }
        for (int b = 0; b < bytes; b++) {
            Optional<Fault> fault = touch(s, accumulation, intake, addresses.start(buffer) + b, b);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    /** A running maximum is kept where the output will be. */
    private Optional<Fault> inOutput(int s, Step.Compute step, Operator operator, Accumulation accumulation) {
        Part part = step.part();
        int index = 0;
        for (int r = part.rows().start(); r < part.rows().end(); r++) {
            for (int c = part.columns().start(); c < part.columns().end(); c++) {
                for (int k = part.channels().start(); k < part.channels().end(); k++) {
                    Optional<Fault> fault = touch(
                            s,
                            accumulation,
                            step.intake().orElseThrow(),
                            addresses.of(operator.output(), r, c, k),
                            index++);
                    if (fault.isPresent()) {
                        return fault;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Fault> touch(int s, Accumulation accumulation, Intake intake, int address, int index) {
        int mark = markOf.computeIfAbsent(accumulation, a -> marks--);
        if (!reservations.reserved(address)) {
            return Optional.of(new Fault(Fault.Kind.OUTSIDE_LIFETIME, s, "accumulators at byte " + address));
        }
        if (states.isPinned(address)) {
            return Optional.of(StateCheck.fault(s, "accumulators at byte " + address));
        }
        if (shadow.elementRead(address, s) != Shadow.NOTHING) {
            return Optional.of(new Fault(
                    Fault.Kind.ALIASING, s, "accumulators overwrite byte " + address + ", which the step reads"));
        }
        if (!intake.isFirst() && !shadow.holds(address, mark, index)) {
            return Optional.of(
                    new Fault(Fault.Kind.INTAKE, s, "byte " + address + " of the accumulators was overwritten"));
        }
        shadow.write(address, mark, index);
        return Optional.empty();
    }
}
