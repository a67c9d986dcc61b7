package dev.pex.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Public hard instances of the MiniMalloc project: {@code -Dpex.minimalloc=FOLDER} names a folder of
 * files NAME.CAPACITY.csv with the columns id, lower, upper (exclusive), size. Each must be placed
 * within its capacity. docs/PLACEMENT.md has the figures that this prints.
 */
class MiniMallocTest {
    private static final Limits PATIENT = new Limits(30_000_000L, 20_000_000_000L);

    @Test
    void everyInstanceFitsIntoItsCapacity() throws IOException {
        String folder = System.getProperty("pex.minimalloc", "");
        assumeTrue(!folder.isEmpty(), "-Dpex.minimalloc names no folder");
        List<Path> files;
        try (Stream<Path> list = Files.list(Path.of(folder))) {
            files = list.filter(f -> f.toString().endsWith(".csv")).sorted().toList();
        }
        assertThat(files).isNotEmpty();
        List<String> tooHigh = new ArrayList<>();
        for (Path file : files) {
            if (!fits(file)) {
                tooHigh.add(file.toString());
            }
        }
        assertThat(tooHigh).isEmpty();
    }

    private static boolean fits(Path file) throws IOException {
        String[] name = file.getFileName().toString().split("\\.", -1);
        int capacity = Integer.parseInt(name[1]);
        List<Block> blocks = blocks(file);
        long before = System.nanoTime();
        Layout layout = Placer.place(blocks, PATIENT);
        double seconds = (System.nanoTime() - before) / 1e9;
        Layouts.checkPlaces(blocks, layout);
        int live = blocks.stream().mapToInt(b -> liveWhenBegun(blocks, b)).max().orElse(0);
        assertThat(layout.lowerBound()).isBetween(live, layout.height());
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %.1f %% | %.1f s |",
                name[0],
                blocks.size(),
                capacity,
                live,
                layout.height(),
                layout.lowerBound(),
                100.0 * (layout.height() - layout.lowerBound()) / layout.lowerBound(),
                seconds));
        return layout.height() <= capacity;
    }

    private static List<Block> blocks(Path file) throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split(",", -1);
            if (!fields[0].equals("id")) {
                int lower = Integer.parseInt(fields[1]);
                int upper = Integer.parseInt(fields[2]);
                blocks.add(Block.of(lower, upper - 1, Integer.parseInt(fields[3])));
            }
        }
        return blocks;
    }

    /** Bytes live in the first step of a block; live bytes are most when some block begins. */
    private static int liveWhenBegun(List<Block> blocks, Block begun) {
        int step = begun.rectangles().get(0).first();
        return blocks.stream()
                .map(b -> b.rectangles().get(0))
                .filter(s -> s.first() <= step && step <= s.last())
                .mapToInt(Block.Rectangle::bytes)
                .sum();
    }
}
