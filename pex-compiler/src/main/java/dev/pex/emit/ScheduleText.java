package dev.pex.emit;

import dev.pex.operator.Operator;
import dev.pex.schedule.Step;
import java.util.ArrayList;
import java.util.List;

/** The generated schedule: an array that a person can follow with the help of the table of operators. */
final class ScheduleText {
    /** Longer schedules are not listed step by step. */
    private static final int MOST_LISTED = 40;

    private static final int WIDTH = 100;

    private ScheduleText() {}

    static String of(ModelCode model) {
        return model.names()
                .template("""
                        /*
                        @if parts@
                         * The schedule, @steps@ steps in @size@ bytes. A step is the number of an operator above,
                         * which computes its next part. The comments count steps.
                        @end@
                        @if !parts@
                         * The schedule, @steps@ steps in @size@ bytes. A step is the number of an operator above.
                        @end@
                        @if wide@
                         * Numbers from @short@ on take two bytes: @short@ + high and low of what exceeds @short@.
                        @end@
                        @if irregular@
                         * @other@ begins a part without a rule: the number of the operator, a mask, and start and size of each axis
                         * in the mask (1 rows, 2 columns, 4 channels); the other axes are whole. With 8 in the mask, the axis,
                         * start and size of the input slice that is taken in follow, and the arena offset of the accumulators.
                         * These numbers have 7 bits in each byte, the lowest first; the top bit says that another byte follows.
                        @end@
                        @if listed@
                         *
                         @list@
                        @end@
                         */
                        static const uint8_t schedule[@size@] = {
                        @bytes@
                        };

                        """)
                .with("steps", model.plan().steps().size())
                .with("size", model.code().bytes().length)
                .with("short", ScheduleCode.SHORT_NUMBERS)
                .with("other", ScheduleCode.OTHER)
                .with("list", list(model))
                .with("bytes", bytes(model.code()))
                .when("parts", model.entries().cut() > 0)
                .when("wide", model.entries().all().size() > ScheduleCode.SHORT_NUMBERS)
                .when("irregular", !model.entries().allRegular())
                .when("listed", model.plan().steps().size() <= MOST_LISTED)
                .fill();
    }

    private static String list(ModelCode model) {
        StringBuilder list = new StringBuilder();
        for (int s = 0; s < Math.min(MOST_LISTED, model.plan().steps().size()); s++) {
            String step = CText.comment(describe(model, s));
            list.append("* " + s + ": operator " + model.entries().number(s) + " " + step + "\n");
        }
        return list.toString();
    }

    private static String describe(ModelCode model, int s) {
        Step step = model.plan().steps().get(s);
        if (step instanceof Step.Compute compute) {
            Operator operator = model.graph().operators().get(compute.operator());
            String taken = compute.intake()
                    .map(i -> ", takes in " + i.axis() + " " + i.range())
                    .orElse("");
            return compute.part() + taken + " " + operator.origin();
        }
        return step.describe(model.graph());
    }

    private static String bytes(ScheduleCode schedule) {
        byte[] code = schedule.bytes();
        List<Integer> starts = new ArrayList<>(schedule.starts());
        starts.add(code.length);
        StringBuilder rows = new StringBuilder();
        StringBuilder row = new StringBuilder();
        for (int s = 0; s + 1 < starts.size(); s++) {
            StringBuilder step = new StringBuilder();
            for (int i = starts.get(s); i < starts.get(s + 1); i++) {
                step.append(step.isEmpty() ? "" : " ").append(code[i] & 0xff).append("u,");
            }
            if (row.isEmpty() || row.length() + 1 + step.length() > WIDTH) {
                if (!row.isEmpty()) {
                    rows.append(row).append('\n');
                }
                row = new StringBuilder("    /* " + s + " */");
            }
            row.append(' ').append(step);
        }
        return rows.append(row).append('\n').toString();
    }
}
