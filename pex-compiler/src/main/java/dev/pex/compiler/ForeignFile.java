package dev.pex.compiler;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Files that are often taken for models that Pex reads, by their first bytes. */
enum ForeignFile {
    HDF5(
            "\u0089HDF",
            "an HDF5 file, as Keras writes for .h5",
            "convert it with TensorFlow's converter and give the .tflite file"),
    ZIP(
            "PK\u0003\u0004",
            "a ZIP archive, as Keras writes for .keras and PyTorch for .pt",
            "convert it with TensorFlow's converter and give the .tflite file"),
    ONNX("\b[\u0003- ]\u0012", "an ONNX model", "convert it to .tflite first"),
    GIT_LFS("version https://git-lfs", "a pointer of Git LFS in place of the file", "fetch it with git lfs pull"),
    WEB_PAGE("\\s*<(!doctype|html|\\?xml)", "a web page, perhaps of a failed download", "download the file itself"),
    GZIP("\u001f\u008b", "compressed with gzip", "unpack it first");

    private static final int LONGEST = 64;

    private final String beginning;
    private final String what;
    private final String help;

    /** A kind of files whose first bytes, as ISO 8859-1, match a regular expression in any case. */
    ForeignFile(String beginning, String what, String help) {
        this.beginning = beginning;
        this.what = what;
        this.help = help;
    }

    static Optional<ForeignFile> of(byte[] file) {
        String head = new String(file, 0, Math.min(file.length, LONGEST), StandardCharsets.ISO_8859_1);
        return Arrays.stream(values())
                .filter(each -> each.matches(head.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private boolean matches(String head) {
        return head.matches("(?s)" + beginning.toLowerCase(Locale.ROOT) + ".*");
    }

    /** What the file is, as words after "it is". */
    String what() {
        return what;
    }

    /** What to do. */
    String help() {
        return help;
    }
}
