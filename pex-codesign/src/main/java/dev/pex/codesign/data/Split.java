package dev.pex.codesign.data;

/** What samples are for. */
public enum Split {
    TRAINING("train"),
    /** Makes every choice. */
    VALIDATION("validation"),
    /** Is read once, for the final network. */
    TEST("test");

    private final String folder;

    Split(String folder) {
        this.folder = folder;
    }

    /** The name of its folder, and in lists. */
    public String folder() {
        return folder;
    }
}
