package dev.pex.codesign.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import dev.pex.codesign.explore.Membership;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;

/** Starts a member of a cluster that listens at one address, asks nobody but the stated members, and runs no code of others. */
final class Members {
    /** Seconds without a sign of life after which a member is gone; a process that dies is noticed at once. */
    private static final String SILENCE = "20";

    /** A few orders at a time need no more, and members join sooner. */
    private static final String PARTITIONS = "31";

    /** Seconds after which members look for others that they missed. */
    private static final String MERGE = "10";

    private Members() {}

    /**
     * Joins a cluster, or founds it when none of the others is there.
     *
     * @throws DiagnosticException when the address cannot be used (PEX-0713)
     */
    static HazelcastInstance join(Membership membership, Signature signature) {
        try {
            return Hazelcast.newHazelcastInstance(config(membership, signature));
        } catch (HazelcastException | IllegalStateException | IllegalArgumentException e) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.CLUSTER,
                    membership.address() + ":" + membership.port(),
                    "this machine cannot listen there: " + e.getMessage(),
                    "give an address of this machine (address) and a port that is free (port)"));
        }
    }

    private static Config config(Membership membership, Signature signature) {
        Config config = new Config();
        config.setClusterName("pex-" + signature.name());
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.logging.type", "jdk");
        config.setProperty("hazelcast.shutdownhook.enabled", "true");
        config.setProperty("hazelcast.max.no.heartbeat.seconds", SILENCE);
        config.setProperty("hazelcast.partition.count", PARTITIONS);
        config.setProperty("hazelcast.wait.seconds.before.join", "1");
        // Members that started at the same time may have founded two clusters.
        config.setProperty("hazelcast.merge.first.run.delay.seconds", MERGE);
        config.setProperty("hazelcast.merge.next.run.delay.seconds", MERGE);
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.getJetConfig().setEnabled(false);
        config.getMetricsConfig().setEnabled(false);
        // Java's serialisation is used by the engine alone: of other classes no object is made.
        config.getSerializationConfig().setJavaSerializationFilterConfig(new JavaSerializationFilterConfig());
        NetworkConfig network = config.getNetworkConfig();
        network.setPort(membership.port());
        network.setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface(membership.address());
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true);
        membership.members().forEach(join.getTcpIpConfig()::addMember);
        join.getTcpIpConfig().addMember(membership.address() + ":" + membership.port());
        config.getMapConfig("pex-*").setBackupCount(1);
        return config;
    }
}
