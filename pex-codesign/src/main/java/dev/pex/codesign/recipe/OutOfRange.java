package dev.pex.codesign.recipe;

/** A number of a recipe is out of its range. */
public final class OutOfRange extends IllegalArgumentException {
    private final String name;
    private final String what;
    private final String range;

    OutOfRange(String name, Number value, String range) {
        super(name + " is " + value + "; it takes " + range);
        this.name = name;
        this.what = "it is " + value;
        this.range = range;
    }

    /** The name of the number. */
    public String name() {
        return name;
    }

    /** What is wrong, as a sentence about the number. */
    public String what() {
        return what;
    }

    /** What it takes. */
    public String range() {
        return range;
    }
}
