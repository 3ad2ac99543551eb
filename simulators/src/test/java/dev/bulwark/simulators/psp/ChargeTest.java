package dev.bulwark.simulators.psp;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ChargeTest {

    private static final UUID ID = new UUID(1, 2);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pm_card_ok",
                "pm_card_slow",
                "pm_card_flaky",
                "pm_card_timeout_charged",
                "pm_card_timeout_uncharged"
            })
    void a_card_that_pays_is_captured(String paymentMethod) {
        Charge charge = Charge.decide("k", ID, request("order", 100, paymentMethod));

        assertThat(charge).isEqualTo(new Charge.Captured("k", ID, "order", 100, "EUR", 0));
    }

    @ParameterizedTest
    @CsvSource({
        "pm_card_declined, card_declined",
        "pm_card_insufficient_funds, insufficient_funds",
        "pm_card_from_nowhere, unknown_payment_method",
        "'', unknown_payment_method"
    })
    void a_card_that_does_not_pay_is_declined_with_its_code(String paymentMethod, String code) {
        Charge charge = Charge.decide("k", ID, request("order", 100, paymentMethod));

        assertThat(charge).isEqualTo(new Charge.Declined("k", ID, "order", 100, "EUR", code));
    }

    @Test
    void a_decision_answers_the_same_request_only() {
        Charge captured = Charge.decide("k", ID, request("order", 100, "pm_card_ok"));
        Charge declined = Charge.decide("k", ID, request("order", 100, "pm_card_declined"));

        for (Charge charge : new Charge[] {captured, declined}) {
            assertThat(charge.answers(request("order", 100, "pm_card_ok"))).isTrue();
            assertThat(charge.answers(request("order", 101, "pm_card_ok"))).isFalse();
            assertThat(charge.answers(request("other", 100, "pm_card_ok"))).isFalse();
            assertThat(charge.answers(new ChargeRequest("order", 100, "USD", "pm_card_ok")))
                    .isFalse();
        }
        assertThat(new Charge.Voided("k").answers(request("order", 100, "pm_card_ok")))
                .isTrue();
    }

    private static ChargeRequest request(String orderId, long amount, String paymentMethod) {
        return new ChargeRequest(orderId, amount, "EUR", paymentMethod);
    }
}
