package dev.bulwark.saga.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import dev.bulwark.contracts.Topics;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.OutgoingMessage;
import dev.bulwark.saga.domain.Ending;
import dev.bulwark.saga.domain.Facts;
import dev.bulwark.saga.domain.PaymentOutcome;
import dev.bulwark.saga.domain.PlacedOrder;
import dev.bulwark.saga.domain.SagaCommand;
import dev.bulwark.saga.domain.ShipmentOutcome;
import dev.bulwark.saga.domain.Step;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CommandWireMapperTest {

    private static final UUID ORDER = new UUID(1, 2);
    private static final PlacedOrder PLACED = new PlacedOrder(
            "alice",
            List.of(new PlacedOrder.Line("SKU-0001", 1)),
            100,
            "EUR",
            "pm_card_ok",
            new PlacedOrder.SealedAddress("key", "n", "c"));

    private final CommandWireMapper commands = new CommandWireMapper(new MessageFactory(
            "saga-orchestrator", new MessageCodec(), () -> new UUID(3, 4), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)));

    @Test
    void aRejectionCarriesWhatTheParticipantSaid() {
        JsonNode rejection = rejection(Step.STOCK, "out_of_stock", "SKU-EMPTY is out of stock");
        assertThat(rejection.at("/step").asString()).isEqualTo("inventory");
        assertThat(rejection.at("/code").asString()).isEqualTo("out_of_stock");
        assertThat(rejection.at("/detail").asString()).isEqualTo("SKU-EMPTY is out of stock");
    }

    @Test
    void aParticipantThatSaidNothingHasItsCodePutIntoWords() {
        assertThat(rejection(Step.PAYMENT, "insufficient_funds", null)
                        .at("/detail")
                        .asString())
                .isEqualTo("payment: insufficient funds");
    }

    /** The contract knows inventory, payment and shipping; the order's own step never fails by itself. */
    @ParameterizedTest
    @EnumSource(names = {"STOCK", "PAYMENT", "SHIPMENT"})
    void everyRejectionHasAStepAndADetailThatCustomersCanRead(Step step) {
        JsonNode rejection = rejection(step, "timeout", null);
        assertThat(rejection.at("/step").asString()).isIn("inventory", "payment", "shipping");
        assertThat(rejection.at("/detail").asString())
                .isEqualTo(rejection.at("/step").asString() + ": timeout");
    }

    @Test
    void aConfirmationWithoutItsFactsIsRefused() {
        SagaCommand confirm = new SagaCommand.ConfirmOrder(1, new Facts(null, null));
        assertThatThrownBy(() -> commands.write(ORDER, PLACED, confirm, null))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatCostsNothingIsConfirmedWithoutAPayment() {
        Facts facts = new Facts(
                new PaymentOutcome(null, PaymentOutcome.Status.NOT_NEEDED, null),
                new ShipmentOutcome(ORDER, ShipmentOutcome.Status.SCHEDULED, "Lynx Express", "LX-1", null));
        JsonNode body = body(new SagaCommand.ConfirmOrder(1, facts));
        assertThat(body.has("payment")).isFalse();
        assertThat(body.at("/shipment/status").asString()).isEqualTo("SCHEDULED");
        assertThat(body(new SagaCommand.CancelOrder(1, facts)).has("payment")).isFalse();
    }

    private JsonNode rejection(Step step, String code, @Nullable String detail) {
        SagaCommand reject =
                new SagaCommand.RejectOrder(1, new Ending.Rejection(step, code, detail), new Facts(null, null));
        return body(reject).at("/rejection");
    }

    private JsonNode body(SagaCommand command) {
        OutgoingMessage message = commands.write(ORDER, PLACED, command, null);
        assertThat(message.topic()).isEqualTo(Topics.ORDER_COMMANDS);
        return JsonMapper.shared().readTree(new String(message.payload(), StandardCharsets.UTF_8));
    }
}
