package dev.pex.calibration;

import dev.pex.diagnostic.Code;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A WAVE file of 16-bit PCM: chunks in a RIFF container, one with the format and one with the samples, channels interleaved.
 *
 * @param channels 1 or more
 * @param rate frames in a second
 * @param samples one for each channel of each frame
 */
public record WavFile(int channels, int rate, ShortBuffer samples) {
    private static final int HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int SHORTEST_FORMAT = 16;
    private static final int PCM = 1;

    /** The coding that says that a longer format chunk holds the actual coding. */
    private static final int EXTENSIBLE = 0xfffe;

    private static final int SUBFORMAT_AT = 24;

    /**
     * Reads a file.
     *
     * @throws SampleException when it is no WAVE file, is cut off, or holds sound in another coding
     */
    public static WavFile read(byte[] file) throws SampleException {
        ByteBuffer all = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < HEADER || !tag(all, 0).equals("RIFF") || !tag(all, 8).equals("WAVE")) {
            throw fault("it is no WAVE file");
        }
        ByteBuffer format = chunk(all, "fmt ");
        ByteBuffer data = chunk(all, "data");
        if (format.remaining() < SHORTEST_FORMAT) {
            throw fault("its format has " + format.remaining() + " bytes");
        }
        int coding = Short.toUnsignedInt(format.getShort(0));
        if (coding == EXTENSIBLE && format.remaining() >= SUBFORMAT_AT + Short.BYTES) {
            coding = Short.toUnsignedInt(format.getShort(SUBFORMAT_AT));
        }
        int channels = Short.toUnsignedInt(format.getShort(2));
        int rate = format.getInt(4);
        int bits = Short.toUnsignedInt(format.getShort(14));
        if (coding != PCM || bits != Short.SIZE) {
            throw fault("its samples have " + bits + " bits in the coding " + coding + ", not 16 in PCM, which is 1");
        }
        if (channels == 0 || rate <= 0) {
            throw fault("it states " + channels + " channels and " + rate + " samples a second");
        }
        if (data.remaining() % (channels * Short.BYTES) != 0) {
            throw fault("its " + data.remaining() + " bytes of sound are no whole frames of " + channels + " channels");
        }
        return new WavFile(channels, rate, data.asShortBuffer());
    }

    /** How many frames there are: one sample for each channel. */
    public int frames() {
        return samples.remaining() / channels;
    }

    /** The content of the first chunk with a tag. */
    private static ByteBuffer chunk(ByteBuffer all, String tag) throws SampleException {
        long at = HEADER;
        while (at + CHUNK_HEADER <= all.limit()) {
            long length = Integer.toUnsignedLong(all.getInt((int) at + 4));
            long end = at + CHUNK_HEADER + length;
            if (end > all.limit()) {
                throw fault("it is cut off, or its chunk '" + tag(all, (int) at) + "' states a wrong length");
            }
            if (tag(all, (int) at).equals(tag)) {
                return all.slice((int) at + CHUNK_HEADER, (int) length).order(ByteOrder.LITTLE_ENDIAN);
            }
            at = end + (length & 1); // chunks begin at even places
        }
        throw fault("it has no chunk '" + tag.strip() + "'");
    }

    private static String tag(ByteBuffer all, int at) {
        byte[] tag = new byte[4];
        all.get(at, tag);
        return new String(tag, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", "?");
    }

    private static SampleException fault(String what) {
        return new SampleException(Code.CALIBRATION_FILE, what, "save the sound as WAVE, PCM with 16 bits");
    }
}
