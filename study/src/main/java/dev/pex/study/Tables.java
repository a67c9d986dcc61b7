package dev.pex.study;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tables in Markdown of the results. */
final class Tables {
    private static final String BEGIN = "<!-- Made by study/run tables. -->\n";
    private static final String END = "<!-- End of tables. -->\n";
    private static final String HEADLINES = "<!-- Headlines, made by study/run tables. -->\n";
    private static final String END_OF_HEADLINES = "<!-- End of headlines. -->\n";

    private final Store store;
    private final StringBuilder text = new StringBuilder();

    private Tables(Store store) {
        this.store = store;
    }

    /** A document with its headlines and tables replaced. */
    static String inserted(String document, Store store) throws IOException {
        return replaced(replaced(document, HEADLINES, END_OF_HEADLINES, Headlines.of(store)), BEGIN, END, of(store));
    }

    private static String replaced(String document, String begin, String end, String text) throws IOException {
        int from = document.indexOf(begin);
        int to = document.indexOf(end);
        if (from < 0 || to < from) {
            throw new IOException("the document has no place after " + begin.strip());
        }
        return document.substring(0, from + begin.length()) + text + document.substring(to);
    }

    /** All tables. */
    static String of(Store store) throws IOException {
        Tables tables = new Tables(store);
        for (Subject subject : Subject.all()) {
            tables.subject(subject.title(), subject.id());
            String second = Subject.second(subject.id());
            if (!store.results(second).isEmpty()) {
                tables.subject(subject.title() + ", second test", second);
            }
        }
        return tables.text.toString();
    }

    private void subject(String title, String network) throws IOException {
        List<Result> results = store.results(network);
        text.append("\n### ").append(title).append("\n\n");
        if (results.isEmpty()) {
            text.append("No rows yet.\n");
            return;
        }
        Map<String, List<Result>> rows = new LinkedHashMap<>();
        for (Row row : Row.all()) {
            List<Result> own = row.of(results);
            if (!own.isEmpty()) {
                rows.put(row.id(), own);
            }
        }
        text.append("![Accuracy against bytes of SRAM](study/").append(network).append(".svg)\n\n");
        accuracy(rows);
        memory(rows);
        differences(rows);
        each(results);
    }

    private void accuracy(Map<String, List<Result>> rows) {
        text.append(
                "| row | networks | test samples | float | int8, generated C | validation, int8 | epochs | s each |\n");
        text.append("|---|---|---|---|---|---|---|---|\n");
        rows.forEach((row, results) -> line(
                row,
                results.size(),
                sum(results, result -> result.test().samples()),
                percent(
                        sum(results, r -> r.test().real()),
                        sum(results, r -> r.test().samples())),
                percent(
                        sum(results, r -> r.test().int8()),
                        sum(results, r -> r.test().samples())),
                percent(
                        sum(results, r -> r.validation().int8()),
                        sum(results, r -> r.validation().samples())),
                results.get(0).epochs(),
                sum(results, Result::seconds) / results.size()));
        text.append('\n');
    }

    private void memory(Map<String, List<Result>> rows) {
        text.append("Bytes of SRAM (the largest of all networks of a row), resident / streamed:\n\n");
        text.append(
                "| row | budget | layer by layer | whole | channels | all | flash | MACs |\n|---|---|---|---|---|---|---|---|\n");
        rows.forEach((row, results) -> line(
                row,
                row.equals(Row.DENSE.id()) ? "-" : number(most(results, Result::budget)),
                number(most(results, r -> r.sizes().layerByLayer())),
                pair(results, r -> r.sizes().wholeResident(), r -> r.sizes().wholeStreamed()),
                pair(results, r -> r.sizes().channelsResident(), r -> r.sizes().channelsStreamed()),
                pair(results, r -> r.sizes().allResident(), r -> r.sizes().allStreamed()),
                number(most(results, Result::flash)),
                number(most(results, Result::macs))));
        text.append('\n');
    }

    /** What each row loses against the dense network, and pruning with the compiler against pruning without it. */
    private void differences(Map<String, List<Result>> rows) throws IOException {
        List<Result> dense = rows.getOrDefault(Row.DENSE.id(), List.of());
        if (dense.isEmpty() || rows.size() == 1) {
            return;
        }
        String kind = Pairing.better(dense);
        text.append(
                        "Percentage points of test accuracy (int8), with 95 % intervals, on folds and seeds that both have; ")
                .append("dense in ")
                .append(kind)
                .append(", which is the better one:\n\n");
        text.append("| row | minus | difference | networks |\n|---|---|---|---|\n");
        for (Map.Entry<String, List<Result>> row : rows.entrySet()) {
            if (!row.getKey().equals(Row.DENSE.id())) {
                difference(row.getValue(), dense, kind);
            }
        }
        for (String size : Row.SIZES) {
            for (String with : List.of("compiler-", "grown-")) {
                for (String other : List.of("importance-", "uniform-")) {
                    difference(
                            rows.getOrDefault(with + size, List.of()),
                            rows.getOrDefault(other + size, List.of()),
                            "int8");
                }
            }
        }
        text.append('\n');
    }

    private void difference(List<Result> row, List<Result> minus, String kind) throws IOException {
        List<Pairing> pairs = Pairing.of(row, minus);
        if (pairs.isEmpty()) {
            return;
        }
        Paired paired = Pairing.paired(pairs, kind, store);
        line(
                row.get(0).key().row(),
                minus.get(0).key().row(),
                String.format(Locale.ROOT, "%+.2f ± %.2f", paired.mean(), paired.half()),
                pairs.size());
    }

    private void each(List<Result> results) {
        text.append(
                "| row | fold | seed | float | int8 | validation, int8 | widths |\n|---|---|---|---|---|---|---|\n");
        for (Result result : results) {
            line(
                    result.key().row(),
                    result.key().fold(),
                    result.key().seed(),
                    percent(result.test().real(), result.test().samples()),
                    percent(result.test().int8(), result.test().samples()),
                    percent(result.validation().int8(), result.validation().samples()),
                    result.widths());
        }
    }

    private void line(Object... cells) {
        text.append('|');
        for (Object cell : cells) {
            text.append(' ').append(cell).append(" |");
        }
        text.append('\n');
    }

    private interface Figure {
        long of(Result result);
    }

    private static long sum(List<Result> results, Figure figure) {
        return results.stream().mapToLong(figure::of).sum();
    }

    private static long most(List<Result> results, Figure figure) {
        return results.stream().mapToLong(figure::of).max().orElse(0);
    }

    private static String pair(List<Result> results, Figure resident, Figure streamed) {
        return number(most(results, resident)) + " / " + number(most(results, streamed));
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String percent(long part, long all) {
        return String.format(Locale.ROOT, "%.2f %%", 100.0 * part / all);
    }
}
