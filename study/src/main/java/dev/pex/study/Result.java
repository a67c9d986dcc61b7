package dev.pex.study;

import dev.pex.plan.InputMode;
import java.util.List;

/**
 * A final network: a line of {@code results.csv}.
 *
 * @param epochs before and after the branch
 * @param budget bytes of SRAM that it was to keep to
 * @param flash bytes of constants and schedule under the plan with a streamed input and all parts
 * @param macs multiply-accumulates
 * @param widths of its groups of channels
 * @param validation right answers on validation data
 * @param test right answers on test data
 * @param seconds that training took on this machine, for its own epochs
 * @param versions commit of the project, Java and PyTorch
 */
record Result(
        Key key,
        int epochs,
        int budget,
        Sizes sizes,
        int flash,
        long macs,
        String widths,
        Score validation,
        Score test,
        long seconds,
        String versions) {

    /**
     * What a row is.
     *
     * @param network id of its subject
     */
    record Key(String network, String row, int fold, int seed) {
        /** The name of its files. */
        String fileName() {
            return row + "-fold" + fold + "-seed" + seed;
        }
    }

    /**
     * Right answers.
     *
     * @param real of the float network
     * @param int8 of the generated C
     */
    record Score(int samples, int real, int int8) {}

    private static final int WIDTHS = 15;

    static final String HEADING = "network,row,fold,seed,epochs,budget,"
            + "layerByLayer,wholeResident,wholeStreamed,channelsResident,channelsStreamed,allResident,allStreamed,"
            + "flash,macs,widths,validationSamples,validationFloat,validationInt8,"
            + "testSamples,testFloat,testInt8,seconds,versions";

    /** Bytes of the arena with partial execution. */
    int arena(InputMode input) {
        return input == InputMode.STREAMED ? sizes.allStreamed() : sizes.allResident();
    }

    String toCsv() {
        List<Object> values = List.of(
                key.network,
                key.row,
                key.fold,
                key.seed,
                epochs,
                budget,
                sizes.layerByLayer(),
                sizes.wholeResident(),
                sizes.wholeStreamed(),
                sizes.channelsResident(),
                sizes.channelsStreamed(),
                sizes.allResident(),
                sizes.allStreamed(),
                flash,
                macs,
                widths,
                validation.samples,
                validation.real,
                validation.int8,
                test.samples,
                test.real,
                test.int8,
                seconds,
                versions);
        return String.join(",", values.stream().map(String::valueOf).toList());
    }

    /** Reads what {@link #toCsv} writes. */
    static Result parse(String line) {
        String[] cells = line.split(",", -1);
        int[] n = new int[cells.length];
        for (int i = 2; i < n.length - 1; i++) {
            n[i] = i == WIDTHS ? 0 : Integer.parseInt(cells[i]);
        }
        return new Result(
                new Key(cells[0], cells[1], n[2], n[3]),
                n[4],
                n[5],
                new Sizes(n[6], n[7], n[8], n[9], n[10], n[11], n[12]),
                n[13],
                n[14],
                cells[WIDTHS],
                new Score(n[16], n[17], n[18]),
                new Score(n[19], n[20], n[21]),
                n[22],
                cells[23]);
    }
}
