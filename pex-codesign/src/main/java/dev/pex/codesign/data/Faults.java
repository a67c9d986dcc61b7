package dev.pex.codesign.data;

import dev.pex.calibration.SampleException;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.output.FileFaults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Faults of data sets as diagnostics. */
final class Faults {
    private static final int NAMED = 20;

    private Faults() {}

    static DiagnosticException of(Code code, String where, String what, String help) {
        return new DiagnosticException(Diagnostic.error(code, where, what, help));
    }

    static DiagnosticException unreadable(String where, IOException fault) {
        return new DiagnosticException(unreadableFile(where, fault));
    }

    static Diagnostic unreadableFile(String where, IOException fault) {
        return Diagnostic.error(
                Code.DATA_FILE, where, "it cannot be read: " + FileFaults.reason(fault), "check its permissions");
    }

    /** A fault of a sample. The readers that data sets share with calibration report codes of calibration. */
    static Diagnostic ofSample(String where, SampleException fault) {
        Code code = switch (fault.code()) {
            case CALIBRATION_FILE -> Code.DATA_FILE;
            case CALIBRATION_MAPPING -> Code.DATA_SETTING;
            default -> fault.code();
        };
        return Diagnostic.error(code, where, String.valueOf(fault.getMessage()), fault.help());
    }

    /** Throws faults, if there are any: the first ones by name, the number of the others. */
    static void throwAny(String location, List<Diagnostic> found) {
        if (found.isEmpty()) {
            return;
        }
        List<Diagnostic> named = new ArrayList<>(found.subList(0, Math.min(NAMED, found.size())));
        if (found.size() > NAMED) {
            named.add(Diagnostic.error(
                    found.get(NAMED).code(),
                    location,
                    "there are " + (found.size() - NAMED) + " more faults of this kind",
                    "replace the files, or take them away"));
        }
        throw new DiagnosticException(named);
    }
}
