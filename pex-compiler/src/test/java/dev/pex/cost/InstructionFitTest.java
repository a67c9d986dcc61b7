package dev.pex.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pex.kernel.InstructionSet;
import dev.pex.kernel.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Fits the table of the cost model to measured steps: {@code -Dpex.cost.measured=FOLDERS} names folders of bin/bench, with a
 * comma between. docs/KERNELS.md says how. Writes the table into the sources.
 */
class InstructionFitTest {
    private static final Path TABLE = Path.of("src/main/resources/dev/pex/cost/instructions.tsv");

    @Test
    void writesTheTable() throws IOException {
        String folders = System.getProperty("pex.cost.measured", "");
        assumeTrue(!folders.isEmpty(), "-Dpex.cost.measured names no folder");
        List<Observation> all = new ArrayList<>();
        for (String folder : folders.split(",", -1)) {
            all.addAll(Observations.read(Path.of(folder)));
        }
        assertThat(all).isNotEmpty();
        Files.writeString(TABLE, table(all));
    }

    static String table(List<Observation> all) {
        Map<List<String>, List<Observation>> groups =
                new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        for (Observation o : all) {
            String core = o.core().id();
            groups.computeIfAbsent(
                            List.of(core, o.variant().function(), o.form().id()), k -> new ArrayList<>())
                    .add(o);
            if (isOrdinary(o)) {
                groups.computeIfAbsent(List.of(core, InstructionTable.OTHERS, Form.ANY.id()), k -> new ArrayList<>())
                        .add(o);
            }
        }
        StringBuilder text = new StringBuilder("# Instructions of each unit of work, written by InstructionFitTest\n");
        text.append("# core\tfunction\tform");
        for (Unit unit : Unit.values()) {
            text.append('\t').append(unit.id());
        }
        text.append('\n');
        groups.forEach((keys, observations) -> text.append(line(keys, observations)));
        return text.toString();
    }

    /** Whether kernels that were not measured are likely to be like this one. */
    private static boolean isOrdinary(Observation o) {
        return o.variant().instructions() == InstructionSet.PORTABLE
                && o.work().of(Unit.PRODUCT) == 0
                && o.variant().kernel() != Kernel.SOFTMAX_S8;
    }

    private static String line(List<String> keys, List<Observation> observations) {
        StringBuilder line = new StringBuilder(String.join("\t", keys));
        for (double number : LeastSquares.fit(observations)) {
            line.append('\t').append(number == 0 ? "0" : String.format(Locale.ROOT, "%.4g", number));
        }
        return line.append('\n').toString();
    }
}
