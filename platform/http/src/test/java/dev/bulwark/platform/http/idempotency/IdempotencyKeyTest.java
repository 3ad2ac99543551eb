package dev.bulwark.platform.http.idempotency;

import dev.bulwark.platform.core.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IdempotencyKeyTest {

    @Test
    void quotedAndBareAreTheSameKey() {
        assertThat(IdempotencyKey.parse("\"abc-1\"")).isEqualTo("abc-1");
        assertThat(IdempotencyKey.parse(" abc-1 ")).isEqualTo("abc-1");
        assertThat(IdempotencyKey.parse("!~")).isEqualTo("!~");
        assertThat(IdempotencyKey.parse("k".repeat(255))).hasSize(255);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\"\"", "\"", "a b", "a\"b", "\"a", "ä", "a\tb", "\u007f"})
    void anythingElseIsRefused(String header) {
        assertThatThrownBy(() -> IdempotencyKey.parse(header)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(400);
            assertThat(e.problem().slug()).isEqualTo("idempotency-key-required");
        });
    }

    @Test
    void tooLongIsRefused() {
        assertThatThrownBy(() -> IdempotencyKey.parse("k".repeat(256))).isInstanceOf(ProblemException.class);
    }
}
