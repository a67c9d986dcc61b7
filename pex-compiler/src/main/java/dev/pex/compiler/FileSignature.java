package dev.pex.compiler;

import dev.pex.frontend.tflite.file.ModelFile;
import dev.pex.pexnet.Pexnet;
import java.nio.charset.StandardCharsets;

/**
 * How the files of each format begin. This loads no front end, so that a build in which nothing has changed stays fast:
 * of their classes it names constants alone, which the Java compiler copies.
 */
final class FileSignature {
    /** Key of field 1, the format, in a message: an integer. */
    private static final int FORMAT_KEY = 0x08;

    /** Key of field 2, the name, in a message: bytes, with their number before them. */
    private static final int NAME_KEY = 0x12;

    private static final int NAME_AT = 4;

    private FileSignature() {}

    /** Whether bytes have the identifier of TensorFlow Lite's flat buffers. */
    static boolean isTflite(byte[] file) {
        int length = ModelFile.IDENTIFIER.length();
        return file.length >= ModelFile.IDENTIFIER_AT + length
                && new String(file, ModelFile.IDENTIFIER_AT, length, StandardCharsets.ISO_8859_1)
                        .equals(ModelFile.IDENTIFIER);
    }

    /** Whether bytes begin with the format and the name of a described network. */
    static boolean isPexnet(byte[] file) {
        if (file.length <= NAME_AT || file[0] != FORMAT_KEY || file[1] != Pexnet.FORMAT || file[2] != NAME_KEY) {
            return false;
        }
        return file[NAME_AT] >= 'a' && file[NAME_AT] <= 'z';
    }
}
