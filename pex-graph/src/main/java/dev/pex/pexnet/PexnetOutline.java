package dev.pex.pexnet;

import com.google.protobuf.CodedInputStream;
import dev.pex.diagnostic.DiagnosticException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@code .pexnet} file says beside its layers. A build in which nothing has changed needs no more of it, and reading
 * all of a network, with the classes that takes, would be a third of what such a build does.
 *
 * @param real whether it is a float network
 */
public record PexnetOutline(boolean real, Pexnet.Notes notes) {
    // Fields of the messages in network.proto: number and kind, as they stand before each value.
    private static final int FORMAT = 1 << 3;
    private static final int REAL = 7 << 3;
    private static final int NOTES = 8 << 3 | 2;

    private static final int WEIGHTS = 1 << 3 | 2;
    private static final int RANDOM_WEIGHTS = 2 << 3;
    private static final int TARGET = 3 << 3 | 2;
    private static final int ARENA_BUDGET = 4 << 3;
    private static final int LABELS = 5 << 3 | 2;
    private static final int CALIBRATION = 6 << 3 | 2;

    /**
     * Reads the outline, and passes over all else; {@link PexnetReader} finds what is wrong with that.
     *
     * @param where the file that it comes from, for messages
     * @throws DiagnosticException when it is damaged or of another version
     */
    public static PexnetOutline read(String where, byte[] content) {
        try {
            return read(where, CodedInputStream.newInstance(content));
        } catch (IOException e) {
            throw PexnetReader.damaged(where, "it is no network");
        }
    }

    private static PexnetOutline read(String where, CodedInputStream in) throws IOException {
        int format = 0;
        boolean real = false;
        Pexnet.Notes notes = Pexnet.Notes.NONE;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case FORMAT -> format = in.readUInt32();
                case REAL -> real = in.readBool();
                case NOTES -> notes = notes(in, notes);
                default -> skip(in, tag);
            }
        }
        PexnetReader.requireFormat(where, format);
        if (notes.arenaBudget() < 0) {
            throw PexnetReader.damaged(where, "its arena budget is too large");
        }
        return new PexnetOutline(real, notes);
    }

    /** A message that comes twice goes on with what the first one says, as in every reader of such files. */
    private static Pexnet.Notes notes(CodedInputStream in, Pexnet.Notes before) throws IOException {
        int end = in.pushLimit(in.readRawVarint32());
        String weights = before.weights();
        boolean randomWeights = before.randomWeights();
        String target = before.target();
        long arenaBudget = before.arenaBudget();
        List<String> labels = new ArrayList<>(before.labels());
        String calibration = before.calibration();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case WEIGHTS -> weights = in.readStringRequireUtf8();
                case RANDOM_WEIGHTS -> randomWeights = in.readBool();
                case TARGET -> target = in.readStringRequireUtf8();
                case ARENA_BUDGET -> arenaBudget = in.readUInt64();
                case LABELS -> labels.add(in.readStringRequireUtf8());
                case CALIBRATION -> calibration = in.readStringRequireUtf8();
                default -> skip(in, tag);
            }
        }
        in.popLimit(end);
        return new Pexnet.Notes(weights, randomWeights, target, arenaBudget, labels, calibration);
    }

    private static void skip(CodedInputStream in, int tag) throws IOException {
        if (!in.skipField(tag)) {
            throw new IOException("a group ends that has not begun");
        }
    }
}
