package dev.pex.study;

import dev.pex.floats.FloatNetwork;
import dev.pex.plan.InputMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A network with its data and the recipe of all of its rows.
 *
 * @param id what users write
 * @param title what tables say
 * @param network before training
 * @param peak bytes of the dense network layer by layer, of which budgets are shares; of person or no person at 64 by 64 pixels,
 *     at every resolution
 * @param resident bytes of the dense network with partial execution and a resident input, at 64 by 64 pixels as well
 * @param streamed the same with a streamed input
 * @param flash bytes of constants and schedule of the dense network, which no row exceeds
 * @param folds of its cross-validation; 0 when the data has test samples of its own
 * @param group the pattern of what is tested together in the names of files, for intervals; empty where each sample stands alone
 * @param settings of docs/CODESIGN.md
 */
record Subject(
        String id,
        String title,
        FloatNetwork network,
        int peak,
        int resident,
        int streamed,
        int flash,
        int folds,
        Optional<String> group,
        SortedMap<String, String> settings) {

    /** A speaker, or the number of a clip of silence. */
    private static final String SPEAKER = "([0-9a-f]{8}(?=_nohash_)|^[0-9]+)";

    /** Of the dense network at 64 by 64 pixels. */
    private static final int FLASH_OF_PERSON = 226_554;

    /** All of them. */
    static List<Subject> all() {
        return List.of(speech(), images(), inverted(), person(64), person(48), person(32));
    }

    /** Bytes of the dense network with partial execution. */
    int partial(InputMode input) {
        return input == InputMode.STREAMED ? streamed : resident;
    }

    /** The name under which results of a second test are kept. */
    static String second(String id) {
        return id + "-second";
    }

    /** DS-CNN on Speech Commands. */
    static Subject speech() {
        return new Subject(
                "speech",
                "DS-CNN, Speech Commands",
                Networks.dsCnn(),
                16_000,
                3_866,
                3_556,
                28_216,
                5,
                Optional.of(SPEAKER),
                new TreeMap<>(Map.ofEntries(
                        Map.entry("epochs", "40"),
                        Map.entry("pruneEpochs", "20"),
                        Map.entry("batch", "8"),
                        Map.entry("learningRate", "0.0125"),
                        Map.entry("pruneLearningRate", "0.0125"),
                        Map.entry("mixUp", "0.4"),
                        Map.entry("sound", "mfcc"),
                        Map.entry("speed", "0.15"),
                        Map.entry("timeShift", "100"),
                        Map.entry("gain", "6"),
                        Map.entry("noise", "0.003"),
                        Map.entry("group", SPEAKER))));
    }

    /** ResNet-8 on CIFAR-10. */
    static Subject images() {
        return new Subject(
                "images",
                "ResNet-8, CIFAR-10",
                Networks.resnet8(),
                49_152,
                9_856,
                8_736,
                81_467,
                0,
                Optional.empty(),
                cifar());
    }

    /** A network like MobileNetV2 on CIFAR-10. */
    static Subject inverted() {
        return new Subject(
                "inverted",
                "Like MobileNetV2, CIFAR-10",
                Networks.invertedResiduals(),
                81_920,
                11_952,
                11_656,
                104_276,
                0,
                Optional.empty(),
                cifar());
    }

    private static SortedMap<String, String> cifar() {
        return new TreeMap<>(Map.of(
                "epochs", "40",
                "pruneEpochs", "20",
                "batch", "64",
                "learningRate", "0.1",
                "labelSmoothing", "0",
                "flip", "true",
                "shift", "4"));
    }

    /** Person or no person, with images of a resolution. Images of one synset are alike. */
    static Subject person(int side) {
        return new Subject(
                "person" + side,
                "MobileNet, person or no person, " + side + "x" + side,
                Networks.mobileNet(side),
                49_152,
                15_280,
                10_688,
                FLASH_OF_PERSON,
                0,
                Optional.of("^n[0-9]+"),
                new TreeMap<>(Map.of(
                        "epochs", "40",
                        "pruneEpochs", "20",
                        "batch", "32",
                        "learningRate", "0.05",
                        "flip", "true",
                        "shift", String.valueOf(side / 8))));
    }
}
