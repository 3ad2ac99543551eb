package dev.bulwark.saga.messaging;

import java.util.UUID;

import dev.bulwark.contracts.Money;
import dev.bulwark.contracts.order.ConfirmRefused;
import dev.bulwark.contracts.payment.PaymentRefunded;
import dev.bulwark.saga.domain.SagaInput;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AnswersTest {

    private static final UUID ORDER = new UUID(1, 2);

    @Test
    void aRefusalToConfirmWhatIsConfirmedIsAConfirmation() {
        assertThat(Answers.input(new ConfirmRefused(ORDER, "confirmed"))).isEqualTo(new SagaInput.OrderConfirmed());
        assertThat(Answers.input(new ConfirmRefused(ORDER, "cancel_requested")))
                .isEqualTo(new SagaInput.ConfirmRefused("cancel_requested"));
    }

    @Test
    void whetherMoneyCameBackIsKnownByTheAmount() {
        assertThat(Answers.input(new PaymentRefunded(ORDER, null, null)))
                .isEqualTo(new SagaInput.PaymentRefunded(null, false));
        assertThat(Answers.input(new PaymentRefunded(ORDER, ORDER, new Money(1, "EUR"))))
                .isEqualTo(new SagaInput.PaymentRefunded(ORDER, true));
    }
}
