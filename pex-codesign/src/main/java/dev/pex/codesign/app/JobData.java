package dev.pex.codesign.app;

import dev.pex.codesign.data.Augmentation;
import dev.pex.codesign.data.DataOptions;
import dev.pex.codesign.data.DataReader;
import dev.pex.codesign.data.DataSet;
import dev.pex.codesign.data.FileList;
import dev.pex.codesign.data.Samples;
import dev.pex.codesign.data.Sha256;
import dev.pex.codesign.data.SplitOptions;
import dev.pex.codesign.sound.SoundSettings;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.graph.Graph;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Extent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** The data set of a job. */
public final class JobData {
    private static final int USUAL_RATE = 16_000;

    private JobData() {}

    /**
     * Reads the data set that the settings name, for the input of a network.
     *
     * @param cache where decoded images are kept
     * @throws DiagnosticException when it cannot be read, or has another number of classes than the network
     */
    public static DataSet read(Settings settings, Graph network, Path cache) {
        DataOptions options = options(settings, network, cache);
        Path root = settings.path("data");
        // Reading may take minutes.
        settings.requireSound();
        Optional<Path> list = settings.text("list").map(Path::of);
        DataSet data = list.isPresent()
                ? DataReader.read(root, FileList.of(list.get()), options)
                : DataReader.read(root, options);
        int scores = network.tensor(network.outputs().get(0)).extent().elements();
        if (data.classes().size() != scores) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.DATA_CLASSES,
                    root.toString(),
                    "it has " + data.classes().size() + " classes, and the network " + network.name() + " has " + scores
                            + " scores",
                    "make a folder for each class, in the order of the scores by name: "
                            + String.join(", ", data.classes())));
        }
        return data;
    }

    /** How the settings have a folder read as a data set, for the input of a network. */
    public static DataOptions options(Settings settings, Graph network, Path cache) {
        Extent input = network.tensor(network.inputs().get(0)).extent();
        return new DataOptions(
                input, splits(settings), augmentation(settings), sound(settings, input), Optional.of(cache));
    }

    /** The front end of sounds for the input of a network; empty when it gets something else. */
    static Optional<SoundSettings> sound(Settings settings, Graph network) {
        return sound(settings, network.tensor(network.inputs().get(0)).extent());
    }

    /** A digest of the samples that a training reads, and of how it changes them. */
    static Bytes digest(Settings settings, DataSet data, Graph network) {
        int elements = network.tensor(network.inputs().get(0)).extent().elements();
        MessageDigest digest = Sha256.begin();
        digest.update(augmentation(settings).toString().getBytes(StandardCharsets.UTF_8));
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(elements + 1, Float.BYTES));
        for (Samples samples : List.of(data.training(), data.validation())) {
            float[] values = new float[elements];
            for (int i = 0; i < samples.size(); i++) {
                samples.read(i, values, 0);
                bytes.clear();
                bytes.putInt(samples.label(i)).asFloatBuffer().put(values);
                digest.update(bytes.array());
            }
        }
        return Bytes.copyOf(digest.digest());
    }

    private static SplitOptions splits(Settings settings) {
        SplitOptions usual = SplitOptions.DEFAULT;
        return new SplitOptions(
                settings.number("validation", usual.validation()),
                settings.number("test", usual.test()),
                settings.whole("splitSeed", 1),
                settings.text("group"),
                settings.whole("folds", 0),
                settings.whole("fold", 0));
    }

    private static Augmentation augmentation(Settings settings) {
        return new Augmentation(
                settings.flag("flip"),
                settings.whole("shift", 0),
                settings.whole("cutOut", 0),
                settings.number("speed", 0),
                settings.whole("timeShift", 0),
                settings.number("gain", 0),
                settings.number("noise", 0),
                settings.whole("timeMask", 0),
                settings.whole("frequencyMask", 0));
    }

    /** The front end of sounds: its rate switches it on; frames and bands follow from the input of the network. */
    private static Optional<SoundSettings> sound(Settings settings, Extent input) {
        int rate = settings.whole("soundRate", USUAL_RATE);
        String features = settings.text("sound").orElse("none");
        if (features.equals("none")) {
            return Optional.empty();
        }
        SoundSettings usual = SoundSettings.speech(rate);
        boolean cepstral = features.equals("mfcc");
        if (!cepstral && !features.equals("log-mel")) {
            throw Settings.fault("sound", "it is '" + features + "'", "give log-mel, mfcc or none");
        }
        int width = input.columns() == 1 ? input.channels() : input.columns();
        int bands = cepstral ? settings.whole("soundBands", usual.bands()) : width;
        if (width > bands) {
            throw Settings.fault(
                    "soundBands",
                    "the input of the network, " + input + ", has " + width + " columns, and of " + bands
                            + " bands there are not as many coefficients",
                    "give at least " + width + ", or make an input of frames x coefficients x 1");
        }
        return Optional.of(new SoundSettings(
                usual.rate(),
                settings.whole("soundWindow", usual.window()),
                settings.whole("soundHop", usual.hop()),
                settings.whole("soundTransform", usual.fft()),
                bands,
                settings.whole("soundLow", usual.low()),
                settings.whole("soundHigh", usual.high()),
                cepstral ? width : 0,
                usual.lowest(),
                usual.steps()));
    }
}
