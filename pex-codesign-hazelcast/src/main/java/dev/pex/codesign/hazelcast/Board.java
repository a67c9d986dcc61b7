package dev.pex.codesign.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import dev.pex.codesign.explore.TrialOrder;
import dev.pex.codesign.explore.TrialResult;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the members of a cluster share: orders that wait or run, who runs them, and results. Members hold a copy of what another one
 * holds, so that one that dies takes nothing with it.
 */
final class Board {
    private static final String ORDER = "order";
    private static final String RESULT = "result";
    private static final String CLAIM = "claim";

    private final HazelcastInstance instance;
    private final Signature signature;
    private final String sources;
    private final IMap<String, String> orders;
    private final IMap<String, String> claims;
    private final IMap<String, String> results;

    /**
     * The board of a cluster.
     *
     * @param sources digest of model and data, which is signed with each text
     */
    Board(HazelcastInstance instance, Signature signature, String sources) {
        this.instance = instance;
        this.signature = signature;
        this.sources = sources;
        this.orders = instance.getMap("pex-orders");
        this.claims = instance.getMap("pex-claims");
        this.results = instance.getMap("pex-results");
    }

    private String key(String key) {
        return key + "/" + sources;
    }

    void order(TrialOrder order) {
        orders.set(key(order.key()), signature.signed(ORDER, key(order.key()), order.toText()));
    }

    /** Takes an order away; whoever runs it may end it. */
    void withdraw(TrialOrder order) {
        orders.delete(key(order.key()));
    }

    /** Takes an order away with everything about it. */
    void forget(TrialOrder order) {
        String key = key(order.key());
        orders.delete(key);
        claims.delete(key);
        results.delete(key);
    }

    /** The result of an order that ran. */
    Optional<TrialResult> result(TrialOrder order) {
        return read(results.get(key(order.key())), RESULT, key(order.key()), TrialResult::parse)
                .filter(result -> result.id().equals(order.id()) && result.epochs() == order.epochs());
    }

    /** Who runs an order; empty when nobody does. */
    Optional<Claim> claimOf(TrialOrder order) {
        String key = key(order.key());
        return read(claims.get(key), CLAIM, key, Claim::parse);
    }

    /** Frees an order for others, unless there is another claim by now. */
    void free(TrialOrder order, Claim claim) {
        String key = key(order.key());
        claims.remove(key, signature.signed(CLAIM, key, claim.toText()));
    }

    /** Whether a member is there. */
    boolean isThere(UUID member) {
        return instance.getCluster().getMembers().stream()
                .anyMatch(each -> each.getUuid().equals(member));
    }

    /** An order that nobody runs, which this member runs from now on. */
    Optional<TrialOrder> claim() {
        Claim own = new Claim(instance.getLocalEndpoint().getUuid(), UUID.randomUUID());
        for (String key : orders.keySet()) {
            if (key.endsWith("/" + sources) && !claims.containsKey(key) && !results.containsKey(key)) {
                Optional<TrialOrder> order = read(orders.get(key), ORDER, key, TrialOrder::parse)
                        .filter(read -> key(read.key()).equals(key));
                String claim = signature.signed(CLAIM, key, own.toText());
                if (order.isPresent() && claims.putIfAbsent(key, claim) == null) {
                    return order;
                }
            }
        }
        return Optional.empty();
    }

    void answer(TrialOrder order, TrialResult result) {
        String key = key(order.key());
        results.set(key, signature.signed(RESULT, key, result.toText()));
    }

    /** Gives an order back that this member did not finish. */
    void giveBack(TrialOrder order) {
        UUID self = instance.getLocalEndpoint().getUuid();
        claimOf(order).filter(claim -> claim.member().equals(self)).ifPresent(claim -> free(order, claim));
    }

    /** Digests of model and data that others have orders for, and this member has not. */
    Set<String> foreignSources() {
        return orders.keySet().stream()
                .map(key -> key.substring(key.indexOf('/') + 1))
                .filter(other -> !other.equals(sources))
                .collect(Collectors.toSet());
    }

    private <T> Optional<T> read(@Nullable String signed, String purpose, String key, Function<String, T> parser) {
        if (signed == null) {
            return Optional.empty();
        }
        try {
            return signature.verified(purpose, key, signed).map(parser);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
