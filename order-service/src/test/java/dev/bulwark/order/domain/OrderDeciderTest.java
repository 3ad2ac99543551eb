package dev.bulwark.order.domain;

import java.util.List;

import org.junit.jupiter.api.Test;

import static dev.bulwark.order.domain.Orders.CANCEL;
import static dev.bulwark.order.domain.Orders.CANCELLED;
import static dev.bulwark.order.domain.Orders.CANCEL_REQUESTED;
import static dev.bulwark.order.domain.Orders.CONFIRM;
import static dev.bulwark.order.domain.Orders.CONFIRMED;
import static dev.bulwark.order.domain.Orders.ID;
import static dev.bulwark.order.domain.Orders.LATER;
import static dev.bulwark.order.domain.Orders.NOW;
import static dev.bulwark.order.domain.Orders.PLACE;
import static dev.bulwark.order.domain.Orders.PLACED;
import static dev.bulwark.order.domain.Orders.REJECT;
import static dev.bulwark.order.domain.Orders.REJECTED;
import static dev.bulwark.order.domain.Orders.REQUEST_CANCEL;
import static dev.bulwark.order.domain.Orders.SEALED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OrderDeciderTest {

    private static final OrderEvent.Rejected ABANDONED = new OrderEvent.Rejected(Orders.ABANDONED, null, null, LATER);

    @Test
    void placingComputesTheTotal() {
        given().when(PLACE).thenRecords(PLACED);
    }

    @Test
    void anOrderIsConfirmedRejectedOrAskedToBeCancelledOnce() {
        given(PLACED).when(CONFIRM).thenRecords(CONFIRMED);
        given(PLACED).when(REJECT).thenRecords(REJECTED);
        given(PLACED).when(REQUEST_CANCEL).thenRecords(CANCEL_REQUESTED);
        given(PLACED, CANCEL_REQUESTED).when(CANCEL).thenRecords(CANCELLED);
        given(PLACED).when(Orders.ABANDON).thenRecords(ABANDONED);
    }

    @Test
    void onlyAnOrderThatCostsNothingIsConfirmedWithoutPayment() {
        var unpaid = new OrderCommand.Confirm(null, Orders.SHIPPED, LATER);
        given(PLACED).when(unpaid).thenIsImpossible();
        OrderLine sample = OrderLine.of("SKU-1", "Sample", 3, new Money(0, "EUR"));
        var free = new OrderEvent.Placed(ID, "alice", List.of(sample), sample.lineTotal(), "pm_card_ok", SEALED, NOW);
        given(free).when(unpaid).thenRecords(new OrderEvent.Confirmed(null, Orders.SHIPPED, LATER));
    }

    @Test
    void aStepThatFailsAfterTheWishToCancelWasAcceptedEndsInCancellation() {
        var declined = new OrderCommand.Reject(Orders.DECLINED, Orders.PAID, Orders.SHIPPED, LATER);
        given(PLACED, CANCEL_REQUESTED)
                .when(declined)
                .thenRecords(new OrderEvent.Cancelled(Orders.PAID, Orders.SHIPPED, LATER));
        given(PLACED, CANCEL_REQUESTED).when(Orders.ABANDON).thenRecords(ABANDONED);
    }

    @Test
    void aSagaThatClosesAnEndedOrderIsToldHowItEnded() {
        var rejected = new OrderState.Rejected(PLACED, REJECTED.rejection(), null, null, LATER);
        given(PLACED, REJECTED).when(CANCEL).thenRepeats(rejected);
        given(PLACED, REJECTED).when(Orders.ABANDON).thenRepeats(rejected);
        var cancelled = new OrderState.Cancelled(PLACED, null, null, LATER);
        given(PLACED, CANCEL_REQUESTED, CANCELLED).when(REJECT).thenRepeats(cancelled);
        given(PLACED, CANCEL_REQUESTED, CANCELLED).when(Orders.ABANDON).thenRepeats(cancelled);
    }

    @Test
    void aConfirmationAfterAWishToCancelIsRefused() {
        given(PLACED, CANCEL_REQUESTED).when(CONFIRM).thenRefuses("cancel_requested");
        given(PLACED, CANCEL_REQUESTED, CANCELLED).when(CONFIRM).thenRefuses("cancelled");
        given(PLACED, REJECTED).when(CONFIRM).thenRefuses("rejected");
    }

    @Test
    void aWishToCancelAfterTheEndIsRefused() {
        given(PLACED, CONFIRMED).when(REQUEST_CANCEL).thenRefuses("not_cancellable");
        given(PLACED, REJECTED).when(REQUEST_CANCEL).thenRefuses("not_cancellable");
        given(PLACED, CANCEL_REQUESTED, CANCELLED).when(REQUEST_CANCEL).thenRefuses("not_cancellable");
    }

    @Test
    void aResendIsAnsweredFromWhatWasDecided() {
        given(PLACED, CONFIRMED)
                .when(CONFIRM)
                .thenRepeats(new OrderState.Confirmed(PLACED, CONFIRMED.payment(), CONFIRMED.shipment(), LATER));
        given(PLACED, REJECTED)
                .when(REJECT)
                .thenRepeats(new OrderState.Rejected(PLACED, REJECTED.rejection(), null, null, LATER));
        given(PLACED, CANCEL_REQUESTED, CANCELLED)
                .when(CANCEL)
                .thenRepeats(new OrderState.Cancelled(PLACED, null, null, LATER));
        given(PLACED, CANCEL_REQUESTED).when(REQUEST_CANCEL).thenRepeats(new OrderState.CancelRequested(PLACED, LATER));
    }

    @Test
    void whatNobodyCanAskIsRefusedLoudly() {
        given().when(CONFIRM).thenIsImpossible();
        given(PLACED).when(PLACE).thenIsImpossible();
        given(PLACED).when(CANCEL).thenIsImpossible();
        given(PLACED, CONFIRMED).when(REJECT).thenIsImpossible();
        given(PLACED, CONFIRMED).when(CANCEL).thenIsImpossible();
        given(PLACED, CONFIRMED).when(Orders.ABANDON).thenIsImpossible();
    }

    @Test
    void theFoldHoldsEverythingThatIsSaidOfAnOrder() {
        OrderState.Existing state = fold(PLACED, CONFIRMED);
        assertThat(state.status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(state.placed()).isEqualTo(PLACED);
        assertThat(state.payment()).isEqualTo(Orders.PAID);
        assertThat(state.shipment()).isEqualTo(Orders.SHIPPED);
        assertThat(state.since()).isEqualTo(LATER);
    }

    @Test
    void aStreamWithoutABeginningIsRefused() {
        assertThatThrownBy(() -> OrderDecider.evolve(OrderDecider.initial(), CONFIRMED))
                .isInstanceOf(ImpossibleTransitionException.class);
    }

    @Test
    void moneyIsExactOrFails() {
        Money most = new Money(Long.MAX_VALUE, "EUR");
        assertThatThrownBy(() -> OrderLine.of("A", "A", 2, most)).isInstanceOf(ArithmeticException.class);
        OrderLine line = OrderLine.of("A", "A", 1, most);
        var overflow = new OrderCommand.Place(ID, "alice", List.of(line, line), "pm", SEALED, NOW);
        assertThatThrownBy(() -> OrderDecider.decide(OrderDecider.initial(), overflow))
                .isInstanceOf(ArithmeticException.class);
        OrderLine dollars = OrderLine.of("B", "B", 1, new Money(1, "USD"));
        var mixed = new OrderCommand.Place(ID, "alice", List.of(line, dollars), "pm", SEALED, NOW);
        assertThatThrownBy(() -> OrderDecider.decide(OrderDecider.initial(), mixed))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static OrderState.Existing fold(OrderEvent.Placed first, OrderEvent... more) {
        OrderState.Existing state = OrderDecider.evolve(OrderDecider.initial(), first);
        for (OrderEvent event : more) {
            state = OrderDecider.evolve(state, event);
        }
        return state;
    }

    private static Given given(OrderEvent... events) {
        OrderState state = OrderDecider.initial();
        for (OrderEvent event : events) {
            state = OrderDecider.evolve(state, event);
        }
        return new Given(state);
    }

    private record Given(OrderState state) {
        When when(OrderCommand command) {
            return new When(state, command);
        }
    }

    private record When(OrderState state, OrderCommand command) {

        void thenRecords(OrderEvent event) {
            assertThat(OrderDecider.decide(state, command))
                    .isEqualTo(new Decision.Accepted(event, OrderDecider.evolve(state, event)));
        }

        void thenRepeats(OrderState.Existing answer) {
            assertThat(OrderDecider.decide(state, command)).isEqualTo(new Decision.Repeated(answer));
        }

        void thenRefuses(String code) {
            assertThat(OrderDecider.decide(state, command)).isEqualTo(new Decision.Refused(code));
        }

        void thenIsImpossible() {
            assertThatThrownBy(() -> OrderDecider.decide(state, command))
                    .isInstanceOf(ImpossibleTransitionException.class);
        }
    }
}
