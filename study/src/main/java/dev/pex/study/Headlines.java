package dev.pex.study;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** One line for each network and budget that was pruned with the compiler: how much less memory, for how many points. */
final class Headlines {
    private Headlines() {}

    /** All lines, as a block of code. */
    static String of(Store store) throws IOException {
        StringBuilder text = new StringBuilder("```\n");
        for (Subject subject : Subject.all()) {
            List<Result> results = store.results(subject.id());
            for (Row row : Row.all()) {
                if (row.id().startsWith("compiler-") || row.id().startsWith("grown-")) {
                    line(text, subject, row, results, store);
                }
            }
        }
        return text.append("```\n").toString();
    }

    private static void line(StringBuilder text, Subject subject, Row row, List<Result> results, Store store)
            throws IOException {
        List<Result> own = row.of(results);
        List<Result> dense = Row.DENSE.of(results);
        List<Pairing> pairs = Pairing.of(own, dense);
        if (pairs.isEmpty()) {
            return;
        }
        Result largest = own.stream()
                .max((a, b) -> Integer.compare(a.arena(row.input()), b.arena(row.input())))
                .orElseThrow();
        int arena = largest.arena(row.input());
        int layerByLayer = dense.get(0).sizes().layerByLayer();
        Paired difference = Pairing.paired(pairs, Pairing.better(dense), store);
        text.append(String.format(
                Locale.ROOT,
                "co-design: %s, %s %.1fx (%,d bytes for %,d), %.1f points\n",
                subject.title(),
                row.id(),
                (double) layerByLayer / arena,
                arena,
                layerByLayer,
                difference.mean()));
    }
}
