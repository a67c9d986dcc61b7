package dev.pex.verify;

import java.util.List;
import java.util.stream.Collectors;

/** The compiler made a wrong plan: a fault of the compiler, never of its user. */
public final class VerificationException extends RuntimeException {
    private final transient List<Fault> faults;

    VerificationException(List<Fault> faults) {
        super("the plan is wrong:\n" + faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
