package dev.bulwark.saga.messaging;

import java.util.UUID;

import dev.bulwark.contracts.Money;
import dev.bulwark.contracts.order.ConfirmRefused;
import dev.bulwark.contracts.payment.PaymentRefunded;
import dev.bulwark.contracts.saga.CommandParked;
import dev.bulwark.contracts.saga.CommandUnparked;
import dev.bulwark.saga.domain.SagaInput;
import dev.bulwark.saga.domain.Step;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReplyWireMapperTest {

    private static final UUID ORDER = new UUID(1, 2);

    @Test
    void aRefusalToConfirmWhatIsConfirmedIsAConfirmation() {
        assertThat(ReplyWireMapper.input(new ConfirmRefused(ORDER, "confirmed")))
                .isEqualTo(new SagaInput.OrderConfirmed());
        assertThat(ReplyWireMapper.input(new ConfirmRefused(ORDER, "cancel_requested")))
                .isEqualTo(new SagaInput.ConfirmRefused("cancel_requested"));
    }

    @Test
    void aParkedCommandNamesItsStepByItsStepId() {
        assertThat(ReplyWireMapper.input(parked(ORDER + ":payment")))
                .isEqualTo(new SagaInput.CommandParked(
                        Step.PAYMENT, "payments", "payment-commands-17", "payment.charge.v1", "why"));
        assertThat(ReplyWireMapper.input(new CommandUnparked(
                        ORDER,
                        ORDER + ":stock",
                        "inventory",
                        "inventory-commands-2",
                        "inventory.reserve-stock.v1",
                        "DISCARDED")))
                .isEqualTo(new SagaInput.CommandUnparked(Step.STOCK, "inventory-commands-2", "DISCARDED"));
        for (String strange : new String[] {"", ":", "payment:", ORDER + ":coffee"}) {
            assertThat(((SagaInput.CommandParked) ReplyWireMapper.input(parked(strange))).step())
                    .isNull();
        }
    }

    private static CommandParked parked(String step) {
        return new CommandParked(ORDER, step, "payments", "payment-commands-17", "payment.charge.v1", "why");
    }

    @Test
    void whetherMoneyCameBackIsKnownByTheAmount() {
        assertThat(ReplyWireMapper.input(new PaymentRefunded(ORDER, null, null)))
                .isEqualTo(new SagaInput.PaymentRefunded(null, false));
        assertThat(ReplyWireMapper.input(new PaymentRefunded(ORDER, ORDER, new Money(1, "EUR"))))
                .isEqualTo(new SagaInput.PaymentRefunded(ORDER, true));
    }
}
