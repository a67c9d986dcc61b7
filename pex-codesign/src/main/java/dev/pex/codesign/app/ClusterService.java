package dev.pex.codesign.app;

import dev.pex.codesign.explore.Cluster;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import java.util.ServiceLoader;

/** The engine that spreads trials over machines, if it is on the class path. */
final class ClusterService {
    private ClusterService() {}

    /**
     * Finds it.
     *
     * @throws DiagnosticException when there is none (PEX-0713)
     */
    static Cluster find() {
        return ServiceLoader.load(Cluster.class)
                .findFirst()
                .orElseThrow(() -> new DiagnosticException(Diagnostic.error(
                        Code.CLUSTER,
                        Settings.PREFIX + "members",
                        "machines are named, and the engine that connects them is not there",
                        "add dev.pex:pex-codesign-hazelcast to the <dependencies> of pex-codesign-maven-plugin")));
    }
}
