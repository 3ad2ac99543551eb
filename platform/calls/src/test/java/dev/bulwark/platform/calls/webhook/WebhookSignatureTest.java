package dev.bulwark.platform.calls.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.bulwark.platform.calls.webhook.WebhookVerifier.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The vectors come from elsewhere: {@code printf '1767225600.%s' "$body" | openssl dgst -sha256 -hmac first-webhook-secret}. */
class WebhookSignatureTest {

    private static final String FIRST = "first-webhook-secret";
    private static final String OTHER = "other-webhook-secret";
    private static final byte[] BODY = bytes("{\"id\":\"evt_1\",\"type\":\"charge.captured\",\"key\":\"o:payment\"}");
    private static final String BY_FIRST = "fe3998c13b892f195ab05dc6e93bc659108952c87aa85fb51a93706e194f34b5";
    private static final String BY_OTHER = "554dfdc9577047f09196ac55a9b2ce9e6021664e6a3281405192d299da951efc";
    private static final String EMPTY_BY_FIRST = "2fee0143870038e7c61f5b15b183dfc13bdaed9da148aa5385013afd12182c3f";
    private static final long TIME = 1_767_225_600;
    private static final Instant NOW = Instant.ofEpochSecond(TIME);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static WebhookVerifier verifier(Instant now, String... secrets) {
        return new WebhookVerifier(List.of(secrets), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Verdict verdict(String header) {
        return verifier(NOW, FIRST).verify(header, BODY);
    }

    private static String header(String... signatures) {
        return "t=" + TIME + ",v1=" + String.join(",v1=", signatures);
    }

    @Test
    void signsAsTheDescriptionSays() {
        assertThat(WebhookSignature.of(FIRST, NOW, BODY)).isEqualTo(header(BY_FIRST));
        assertThat(WebhookSignature.of(FIRST, NOW.plusMillis(999), BODY))
                .as("whole seconds")
                .isEqualTo(header(BY_FIRST));
        assertThat(WebhookSignature.of(OTHER, NOW, BODY)).isEqualTo(header(BY_OTHER));
        assertThat(WebhookSignature.of(FIRST, NOW, new byte[0])).isEqualTo(header(EMPTY_BY_FIRST));
    }

    @Test
    void believesWhatIsRightlySigned() {
        assertThat(verdict(header(BY_FIRST))).isEqualTo(Verdict.VALID);
        assertThat(verdict("t=" + TIME + ", v1=" + BY_FIRST.toUpperCase(Locale.ROOT)))
                .isEqualTo(Verdict.VALID);
        assertThat(verdict("v0=abc,v1=" + BY_FIRST + ",t=" + TIME))
                .as("other schemes beside it, in any order")
                .isEqualTo(Verdict.VALID);
        assertThat(verifier(NOW, FIRST).verify(header(EMPTY_BY_FIRST), new byte[0]))
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void anyBitOfTheBodyCounts() {
        for (int i = 0; i < BODY.length; i++) {
            byte[] tampered = BODY.clone();
            tampered[i] ^= 1;
            assertThat(verifier(NOW, FIRST).verify(header(BY_FIRST), tampered)).isEqualTo(Verdict.FORGED);
        }
    }

    @Test
    void anotherTimeOrSecretIsForged() {
        assertThat(verdict("t=" + (TIME + 1) + ",v1=" + BY_FIRST)).isEqualTo(Verdict.FORGED);
        assertThat(verdict("t=0" + TIME + ",v1=" + BY_FIRST))
                .as("the same number, other text")
                .isEqualTo(Verdict.FORGED);
        assertThat(verdict(header(BY_OTHER))).isEqualTo(Verdict.FORGED);
        assertThat(verdict(header("0".repeat(64)))).isEqualTo(Verdict.FORGED);
    }

    @Test
    void eitherSideMayRotateFirst() {
        assertThat(verdict(header(BY_OTHER, BY_FIRST)))
                .as("two signatures, one of ours")
                .isEqualTo(Verdict.VALID);
        assertThat(verifier(NOW, OTHER, FIRST).verify(header(BY_FIRST), BODY))
                .as("signed with the previous secret")
                .isEqualTo(Verdict.VALID);
        assertThat(verifier(NOW, OTHER, FIRST).verify(header(BY_OTHER), BODY)).isEqualTo(Verdict.VALID);
        assertThat(verifier(NOW, "a-third-secret-altogether").verify(header(BY_OTHER, BY_FIRST), BODY))
                .isEqualTo(Verdict.FORGED);
    }

    @Test
    void theWindowIsFiveMinutesToEitherSide() {
        String header = header(BY_FIRST);
        assertThat(verifier(NOW.plusSeconds(300), FIRST).verify(header, BODY)).isEqualTo(Verdict.VALID);
        assertThat(verifier(NOW.minusSeconds(300), FIRST).verify(header, BODY)).isEqualTo(Verdict.VALID);
        assertThat(verifier(NOW.plusSeconds(300).plusNanos(1), FIRST).verify(header, BODY))
                .isEqualTo(Verdict.OUTSIDE_WINDOW);
        assertThat(verifier(NOW.minusSeconds(300).minusNanos(1), FIRST).verify(header, BODY))
                .isEqualTo(Verdict.OUTSIDE_WINDOW);
        assertThat(verifier(NOW.plusSeconds(301), FIRST).verify(header(BY_OTHER), BODY))
                .as("who doesn't know the secret learns nothing about the time")
                .isEqualTo(Verdict.FORGED);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "t=1767225600",
                "v1=fe3998c13b892f195ab05dc6e93bc659108952c87aa85fb51a93706e194f34b5",
                "t=1767225600;v1=fe3998c13b892f195ab05dc6e93bc659108952c87aa85fb51a93706e194f34b5",
                "t=1767225600,v1=",
                "t=1767225600,v1=fe39",
                "t=1767225600,v1=ze3998c13b892f195ab05dc6e93bc659108952c87aa85fb51a93706e194f34b5",
                "t=now,v1=fe3998c13b892f195ab05dc6e93bc659108952c87aa85fb51a93706e194f34b5",
                "t=-1,v1=fe3998c13b892f195ab05dc6e93bc659108952c87aa85fb51a93706e194f34b5",
                "t=999999999999999999999,v1=fe3998c13b892f195ab05dc6e93bc659108952c87aa85fb51a93706e194f34b5",
                "t=1767225600,t=1767225600,v1=fe3998c13b892f195ab05dc6e93bc659108952c87aa85fb51a93706e194f34b5",
                "t=1767225600,v1=fe3998c13b892f195ab05dc6e93bc659108952c87aa85fb51a93706e194f34b5,",
                "fe3998c13b892f195ab05dc6e93bc659108952c87aa85fb51a93706e194f34b5"
            })
    void whatIsNotOfTheFormIsMalformed(String header) {
        assertThat(verdict(header)).isEqualTo(Verdict.MALFORMED);
    }

    @Test
    void aHeaderIsBounded() {
        String[] tooMany = new String[6];
        Arrays.fill(tooMany, BY_FIRST);
        assertThat(verdict(header(tooMany))).isEqualTo(Verdict.MALFORMED);
        assertThat(verdict(header(BY_FIRST) + ",x=" + "y".repeat(1_000))).isEqualTo(Verdict.MALFORMED);
    }

    @Test
    void withoutASecretNothingIsChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> verifier(NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> verifier(NOW, FIRST, " "));
    }
}
