package dev.pex.companion;

import dev.pex.compiler.PexVersion;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.graph.Graph;
import dev.pex.output.Fingerprint;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetWriter;
import dev.pex.plan.Plan;
import dev.pex.plan.PlanCodec;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The files of a compiled network: its graph, to which the plan refers, and the plan.
 *
 * @param network a {@code .pexnet} file
 * @param plan the content of {@code plan.pb}
 */
public record ShippedFiles(Bytes network, Bytes plan) {
    /** The files of a compiled network. */
    public static ShippedFiles of(Graph graph, Plan plan) {
        return new ShippedFiles(
                Bytes.copyOf(PexnetWriter.bytes(Pexnet.of(graph, Pexnet.Notes.NONE))), PlanCodec.toBytes(plan));
    }

    public static String networkName(String model) {
        return model + ".pexnet";
    }

    public static String planName(String model) {
        return model + ".plan.pb";
    }

    /** A digest of these files and of the version of the compiler. */
    public String digest() {
        return Fingerprint.builder()
                .add("version", PexVersion.get())
                .add("network", network.toArray())
                .add("plan", plan.toArray())
                .build()
                .hex();
    }

    /**
     * The files beside a class.
     *
     * @throws DiagnosticException when they are missing
     */
    static ShippedFiles beside(Class<?> runner, String model) {
        return new ShippedFiles(read(runner, networkName(model)), read(runner, planName(model)));
    }

    private static Bytes read(Class<?> runner, String name) {
        try (InputStream in = runner.getResourceAsStream(name)) {
            if (in == null) {
                throw fault(runner, name + " does not lie beside it on the class path");
            }
            return Bytes.copyOf(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DiagnosticException fault(Class<?> runner, String what) {
        return fault(runner.getName(), what);
    }

    static DiagnosticException fault(String where, String what) {
        return new DiagnosticException(
                Diagnostic.error(
                        Code.COMPANION,
                        where,
                        what,
                        "build again from generate-sources on: the goal generate writes the class, and its files as test resources"));
    }
}
