package dev.pex.emit;

import dev.pex.operator.Operator;
import dev.pex.schedule.Step;
import java.util.ArrayList;
import java.util.List;

/** The generated schedule: an array that a person can follow with the table of operators beside it. */
final class ScheduleText {
    /** Longer schedules are not told step by step. */
    private static final int MOST_TOLD = 40;

    private static final int WIDTH = 100;

    private final ModelCode model;
    private final CText text = new CText();

    private ScheduleText(ModelCode model) {
        this.model = model;
    }

    static String of(ModelCode model) {
        ScheduleText schedule = new ScheduleText(model);
        schedule.comment();
        schedule.bytes();
        return schedule.text.toString();
    }

    private void comment() {
        int steps = model.plan().steps().size();
        text.line("/*");
        text.line(" * The schedule, " + steps + " steps in " + model.code().bytes().length
                + " bytes. A step is the number of an operator above"
                + (model.entries().cut() > 0 ? "," : "."));
        if (model.entries().cut() > 0) {
            text.line(" * which makes its next part. The comments count steps.");
        }
        if (model.entries().all().size() > ScheduleCode.SHORT_NUMBERS) {
            text.line(" * Numbers from " + ScheduleCode.SHORT_NUMBERS + " on take two bytes: "
                    + ScheduleCode.SHORT_NUMBERS + " + high and low of what they are larger by.");
        }
        if (!model.entries().allRegular()) {
            text.line(" * " + ScheduleCode.OTHER
                    + " begins a part that is spelled out: the number of the operator, a mask,"
                    + " for each axis in the");
            text.line(
                    " * mask (1 rows, 2 columns, 4 channels) start and size, other axes being whole, and with 8 in the");
            text.line(
                    " * mask the axis, start and size of what is taken in of the input and the accumulators' byte of the");
            text.line(
                    " * arena. These numbers have 7 bits a byte, the lowest first; the top bit says that more follow.");
        }
        if (steps <= MOST_TOLD) {
            text.line(" *");
            for (int s = 0; s < steps; s++) {
                text.line(" * " + s + ": operator " + model.entries().number(s) + " " + CText.comment(tell(s)));
            }
        }
        text.line(" */");
    }

    private String tell(int s) {
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

    private void bytes() {
        byte[] code = model.code().bytes();
        List<Integer> starts = new ArrayList<>(model.code().starts());
        starts.add(code.length);
        text.line("static const uint8_t schedule[" + code.length + "] = {");
        StringBuilder row = new StringBuilder();
        for (int s = 0; s + 1 < starts.size(); s++) {
            StringBuilder step = new StringBuilder();
            for (int i = starts.get(s); i < starts.get(s + 1); i++) {
                step.append(step.isEmpty() ? "" : " ").append(code[i] & 0xff).append("u,");
            }
            if (row.isEmpty() || row.length() + 1 + step.length() > WIDTH) {
                if (!row.isEmpty()) {
                    text.line(row.toString());
                }
                row = new StringBuilder("    /* " + s + " */");
            }
            row.append(' ').append(step);
        }
        text.line(row.toString());
        text.line("};").line();
    }
}
