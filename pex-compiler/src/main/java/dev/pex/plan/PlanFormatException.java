package dev.pex.plan;

/** Bytes are no plan: they are damaged, or of a format that is unknown. */
public final class PlanFormatException extends Exception {
    private final String what;

    PlanFormatException(String what, Throwable cause) {
        super(what, cause);
        this.what = what;
    }

    /** What is wrong, as a sentence about the plan. */
    public String what() {
        return what;
    }
}
