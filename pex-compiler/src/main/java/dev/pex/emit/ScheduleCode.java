package dev.pex.emit;

import dev.pex.graph.Axis;
import dev.pex.graph.Extent;
import dev.pex.graph.Range;
import dev.pex.plan.Step;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * The schedule as bytes that the generated loop walks. A step is the number {@code operator * 8 +
 * mask}; for each axis in the mask (1 rows, 2 columns, 4 channels) the start and the size of the range
 * follow, the other axes are whole. Numbers have 7 bits a byte, the lowest first, and the top bit
 * says that more follow.
 */
final class ScheduleCode {
    private final ByteArrayOutputStream code = new ByteArrayOutputStream();

    private ScheduleCode() {}

    /**
     * Encodes steps.
     *
     * @param numbers the emitted number of each step's operator
     * @param extents the extent of each step's output tensor
     */
    static byte[] of(List<Step> steps, List<Integer> numbers, List<Extent> extents) {
        ScheduleCode schedule = new ScheduleCode();
        for (int s = 0; s < steps.size(); s++) {
            schedule.step(steps.get(s), numbers.get(s), extents.get(s));
        }
        return schedule.code.toByteArray();
    }

    private void step(Step step, int number, Extent extent) {
        int mask = 0;
        int bit = 1;
        for (Axis axis : Axis.values()) {
            if (!step.part().along(axis).equals(Range.all(extent.along(axis)))) {
                mask |= bit;
            }
            bit <<= 1;
        }
        number(number * 8 + mask);
        bit = 1;
        for (Axis axis : Axis.values()) {
            if ((mask & bit) != 0) {
                number(step.part().along(axis).start());
                number(step.part().along(axis).size());
            }
            bit <<= 1;
        }
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
