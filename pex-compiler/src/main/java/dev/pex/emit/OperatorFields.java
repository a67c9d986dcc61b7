package dev.pex.emit;

import dev.pex.graph.Graph;
import dev.pex.tensor.Extent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The fields of the generated table of operators, each as narrow as its largest value allows.
 *
 * @param all in the order in which they lie: wide ones first, so that there are no gaps
 */
record OperatorFields(List<Field> all) {
    /**
     * A field.
     *
     * @param bytes 1, 2 or 4
     * @param comment for people, perhaps empty
     */
    record Field(String name, int bytes, String comment) {}

    OperatorFields {
        all = List.copyOf(all);
    }

    static OperatorFields of(Graph graph, Entries entries, List<Inputs.Arrival> inputs) {
        List<Extent> extents = entries.all().stream()
                .flatMap(e -> e.operator().stream().boxed())
                .map(o -> graph.outputOf(graph.operators().get(o)).extent())
                .toList();
        List<Cut> cuts = entries.all().stream().flatMap(e -> e.cuts().stream()).toList();
        int sizes = width(cuts.stream().map(c -> Math.max(c.first(), c.size())));
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("kernel", 1, ""));
        fields.add(new Field("axis", 1, ""));
        fields.add(new Field("arguments", width(Stream.of(entries.all().size())), "index in the kernel's table above"));
        // An input that nobody reads in its own shape may have more rows than kernels can address.
        fields.add(new Field(
                "rows",
                width(Stream.concat(
                        extents.stream().map(Extent::rows), inputs.stream().map(Inputs.Arrival::rows))),
                "extent of the output"));
        fields.add(new Field("columns", width(extents.stream().map(Extent::columns)), ""));
        fields.add(new Field("channels", width(extents.stream().map(Extent::channels)), ""));
        if (entries.mostCuts() > 0) {
            fields.add(new Field("first", sizes, ""));
            fields.add(new Field("size", sizes, ""));
        }
        if (entries.mostCuts() > 1) {
            fields.add(new Field("second_first", sizes, ""));
            fields.add(new Field("second_size", sizes, "0: there is no second axis"));
            fields.add(new Field("parts", 2, "of the first axis"));
            fields.add(new Field("second_axis", 1, ""));
        }
        fields.sort(Comparator.comparingInt(Field::bytes).reversed());
        return new OperatorFields(fields);
    }

    /** Bytes of an entry, those behind its last field included. */
    int bytes() {
        int widest = all.get(0).bytes();
        int sum = all.stream().mapToInt(Field::bytes).sum();
        return (sum + widest - 1) / widest * widest;
    }

    /** Bytes that hold each of some numbers. */
    private static int width(Stream<Integer> values) {
        int largest = values.mapToInt(v -> v).max().orElse(0);
        return largest <= 0xff ? 1 : largest <= 0xffff ? 2 : 4;
    }
}
