package dev.pex.codesign.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.tensor.Bytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is signed is read by who has the secret, for the same purpose, under the same key, unchanged. */
class SignatureTest {
    private final Signature signature = of("the secret of a cluster");

    private static Signature of(String secret) {
        return new Signature(Bytes.copyOf(secret.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void onlyTheSameTextOfTheSamePlaceIsRead() {
        String signed = signature.signed("result", "key", "text");
        assertThat(signature.verified("result", "key", signed)).contains("text");
        assertThat(signature.verified("order", "key", signed)).isEmpty();
        assertThat(signature.verified("result", "other", signed)).isEmpty();
        assertThat(of("another secret of one").verified("result", "key", signed))
                .isEmpty();
        for (int i = 0; i < signed.length(); i++) {
            String changed = signed.substring(0, i) + (char) (signed.charAt(i) ^ 1) + signed.substring(i + 1);
            assertThat(signature.verified("result", "key", changed)).isEmpty();
            assertThat(signature.verified("result", "key", signed.substring(0, i)))
                    .isEmpty();
        }
    }

    @Test
    void theNameOfAClusterFollowsFromTheSecret() {
        assertThat(signature.name())
                .isEqualTo(of("the secret of a cluster").name())
                .hasSize(16);
        assertThat(of("another").name()).isNotEqualTo(signature.name());
    }
}
