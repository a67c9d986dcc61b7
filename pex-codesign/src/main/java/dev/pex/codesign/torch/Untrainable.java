package dev.pex.codesign.torch;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.operator.Operator;

/** What has no gradient. */
final class Untrainable {
    private Untrainable() {}

    static DiagnosticException of(String network, Operator operator) {
        return new DiagnosticException(Diagnostic.error(
                Code.UNTRAINABLE,
                network + " " + operator.origin(),
                "its operator " + operator.kind().label() + " has no gradient",
                "train the network without it, and add it where the trained weights are used"));
    }
}
