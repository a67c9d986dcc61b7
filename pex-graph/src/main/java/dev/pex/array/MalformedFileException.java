package dev.pex.array;

/** A file with arrays is damaged, or of a kind that is not supported. */
public final class MalformedFileException extends Exception {
    private final String what;

    public MalformedFileException(String what) {
        super(what);
        this.what = what;
    }

    /** What is wrong, as a sentence about the file. */
    public String what() {
        return what;
    }

    public static void require(boolean condition, String otherwise) throws MalformedFileException {
        if (!condition) {
            throw new MalformedFileException(otherwise);
        }
    }
}
