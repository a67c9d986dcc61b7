package dev.pex.plan;

/** Bytes are no plan: they are damaged, or of a format that is unknown. */
public final class PlanFormatException extends Exception {
    PlanFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
