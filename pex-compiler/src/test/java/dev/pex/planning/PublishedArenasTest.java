package dev.pex.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.plan.InputMode;
import dev.pex.schedule.PartialExecution;
import dev.pex.testing.Goldens;
import dev.pex.transform.Transforms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Arenas of published models against figures that others, and an independent estimate, came to. */
class PublishedArenasTest {
    private static final String UNKNOWN = "-";
    private static final int SMALL = 1024;
    private static final double MOST_ABOVE_REACH = 1.1;

    /** Models with larger inputs are left to long runs. */
    private static final int LARGEST_INPUT = 100_000;

    /**
     * Bytes. Rolling: one fixed rolling buffer for each inner tensor. Reach: live bytes of the same schedules.
     * TinyTS: the best published compiler of rows, with and without its input.
     */
    private static final String FIGURES = """
            model                           input   rolling rolling-streamed  reach reach-streamed tinyts tinyts-streamed
            mlperf_vww_96_int8              27648    28032   14304   28032   10272   29568   13824
            mlperf_kws_ref_int8               490     6186    5796    3886    3536    9920    9920
            mlperf_resnet8_int8              3072    15616   12832   10304    9152   14272   13568
            mlperf_resnet_large_int8         3072    34432   31648   23744   22592       -       -
            mlperf_ad01_int8                  640      768     768     768     768       -       -
            mlperf_strww_int8                1200     3712    3712    3712    3712       -       -
            tflm_person_detect               9216    14592   14208   12288   10080       -       -
            tflm_micro_speech_int8           1960     2476    2476    2476    2476       -       -
            tflm_hello_world_int8               1       21      21      21      21       -       -
            arm_kws_ds_cnn_l                 1960    20700   20700   20700   20700   36144   36144
            arm_kws_cnn_l                    1960     9064    9064    9064    9064   19328   19328
            tinyengine_mcunet_vww           76800    76800   17360   76800   14000       -       -
            tinyengine_detection           245760   245760   47040  245760   47040       -       -
            emza_ssd_slim_120x160           19200    76168   76168   76168   76168       -       -
            st_nota_squeezenet11_128_pruned 150528  166512   72112  165120   54208       -       -
            coral_tf2_mobilenet_v2_224_ptq  150528  204288  131040  189952  101472       -       -
            """;

    @Test
    void arenasKeepToPublishedFigures() throws IOException {
        Path models = Goldens.inRepository("../shared/models");
        assumeTrue(Files.isDirectory(models), "SKIPPED: there is no folder of published models beside the project");
        double[] logarithms = {0, 0};
        int counted = 0;
        List<String> lines = FIGURES.lines().toList();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.trim().split(" +", -1);
            if (Integer.parseInt(cells[1]) > LARGEST_INPUT && Integer.getInteger("pex.test.seeds", 1) == 1) {
                continue;
            }
            Graph graph = Transforms.apply(Goldens.read(models.resolve(cells[0] + ".tflite")));
            Map<InputMode, Integer> arenas = arenas(cells[0], graph);
            for (InputMode mode : InputMode.values()) {
                int column = mode == InputMode.RESIDENT ? 0 : 1;
                int arena = arenas.getOrDefault(mode, Integer.MAX_VALUE);
                int rolling = Integer.parseInt(cells[2 + column]);
                assertThat(arena)
                        .as("%s, %s, rolling buffers", cells[0], mode)
                        .isLessThanOrEqualTo(rolling + Math.max(64, rolling / 100));
                if (!cells[6 + column].equals(UNKNOWN)) {
                    int threeQuarters = Integer.parseInt(cells[6 + column]) * 3 / 4;
                    int input = mode == InputMode.RESIDENT ? Integer.parseInt(cells[1]) : 0;
                    // Where the input alone takes more, the rolling figure is what is left to compare with.
                    if (input <= threeQuarters) {
                        assertThat(arena)
                                .as("%s, %s, three quarters of TinyTS", cells[0], mode)
                                .isLessThanOrEqualTo(threeQuarters);
                    }
                }
                int reach = Integer.parseInt(cells[4 + column]);
                logarithms[column] += reach > SMALL ? Math.log((double) arena / reach) : 0;
            }
            counted += Integer.parseInt(cells[4]) > SMALL ? 1 : 0;
        }
        for (double sum : logarithms) {
            assertThat(Math.exp(sum / counted)).isLessThanOrEqualTo(MOST_ABOVE_REACH);
        }
    }

    /** The arenas of a model when everything is allowed. */
    private static Map<InputMode, Integer> arenas(String model, Graph graph) {
        PlanSearch search = PlanSearch.of(graph, Target.GENERIC);
        Map<InputMode, Integer> arenas = new HashMap<>();
        int[] resident = new int[PartialExecution.values().length];
        Arrays.fill(resident, Integer.MAX_VALUE);
        for (InputMode mode : List.of(InputMode.RESIDENT, InputMode.STREAMED)) {
            int wider = Integer.MAX_VALUE;
            int choice = 0;
            for (PartialExecution allowed :
                    List.of(PartialExecution.NONE, PartialExecution.CHANNELS, PartialExecution.ALL)) {
                int arena = search.smallest(mode, allowed).plan().arenaBytes();
                assertThat(arena)
                        .as("%s, %s, %s", model, mode, allowed)
                        .isLessThanOrEqualTo(wider)
                        .isLessThanOrEqualTo(resident[choice]);
                wider = arena;
                resident[choice++] = arena;
            }
            arenas.put(mode, wider);
        }
        return arenas;
    }
}
