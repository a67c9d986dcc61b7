package dev.pex.dsl.weights;

/** A file of arrays is damaged; the message says where and how. */
final class MalformedFileException extends Exception {
    private final String what;

    MalformedFileException(String what) {
        super(what);
        this.what = what;
    }

    String what() {
        return what;
    }

    static void require(boolean condition, String otherwise) throws MalformedFileException {
        if (!condition) {
            throw new MalformedFileException(otherwise);
        }
    }
}
