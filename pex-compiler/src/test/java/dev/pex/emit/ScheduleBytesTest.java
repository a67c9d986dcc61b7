package dev.pex.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.plan.InputMode;
import dev.pex.plan.Plan;
import dev.pex.planning.PlanSearch;
import dev.pex.schedule.PartialExecution;
import dev.pex.tensor.Bytes;
import dev.pex.testing.RandomNetworks;
import dev.pex.transform.Transforms;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes that a report states for the schedule are those of its arrays in the C file. */
class ScheduleBytesTest {
    private static final Pattern ARRAY = Pattern.compile(
            "static const (\\w+) (origins|numbers_\\d+|cells|accumulators|schedule|operators)\\[\\d*\\] = \\{\\n(.*?)\\n\\};",
            Pattern.DOTALL);

    private static final Pattern ENTRY = Pattern.compile("typedef struct operator_entry \\{(.*?)\\}", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void allTablesCount(int seed) {
        Graph graph = Transforms.apply(RandomNetworks.next(seed));
        Plan plan = PlanSearch.of(graph, Target.GENERIC)
                .smallest(InputMode.RESIDENT, PartialExecution.ALL)
                .plan();
        CEmitter.Emission emission = CEmitter.emit(graph, plan, List.of());
        Bytes source = Objects.requireNonNull(emission.files().get(graph.name() + ".c"));
        String code = new String(source.toArray(), StandardCharsets.UTF_8);

        assertThat(emission.footprint().scheduleBytes()).isEqualTo(bytes(code));
    }

    private static int bytes(String code) {
        int bytes = 0;
        Matcher array = ARRAY.matcher(code);
        while (array.find()) {
            String elements = array.group(3).replaceAll("(?s)/\\*.*?\\*/", "");
            boolean structs = elements.contains("{");
            int count = (int)
                    elements.chars().filter(c -> c == (structs ? '{' : ',')).count();
            bytes += count * size(array.group(1), code);
        }
        return bytes;
    }

    private static int size(String type, String code) {
        if (!type.equals("operator_entry")) {
            return type.equals("pex_cells") ? 8 : numberBytes(type);
        }
        Matcher entry = ENTRY.matcher(code);
        assertThat(entry.find()).isTrue();
        int sum = 0;
        int widest = 1;
        Matcher field = Pattern.compile("uint\\d+_t").matcher(entry.group(1));
        while (field.find()) {
            sum += numberBytes(field.group());
            widest = Math.max(widest, numberBytes(field.group()));
        }
        return (sum + widest - 1) / widest * widest;
    }

    private static int numberBytes(String type) {
        return Integer.parseInt(type.replaceAll("\\D", "")) / Byte.SIZE;
    }
}
