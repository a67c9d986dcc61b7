package dev.pex.diagnostic;

/**
 * One finding about a user's input.
 *
 * @param code stable identifier, for example {@code PEX-0102}
 * @param severity whether the run can go on
 * @param where the file, operator or parameter at fault
 * @param what the fault
 * @param help what the user can do about it; may be empty
 */
public record Diagnostic(Code code, Severity severity, String where, String what, String help) {
    /** Whether a diagnostic stops the compilation. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public static Diagnostic error(Code code, String where, String what, String help) {
        return new Diagnostic(code, Severity.ERROR, where, what, help);
    }

    public static Diagnostic warning(Code code, String where, String what, String help) {
        return new Diagnostic(code, Severity.WARNING, where, what, help);
    }

    /** One line: code, place, fault, advice. */
    @Override
    public String toString() {
        return code.id() + " " + where + ": " + what + (help.isEmpty() ? "" : " (" + help + ")");
    }
}
