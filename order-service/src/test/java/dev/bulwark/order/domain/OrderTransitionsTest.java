package dev.bulwark.order.domain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

import dev.bulwark.order.domain.OrderTransitions.Ask;
import dev.bulwark.order.domain.OrderTransitions.Outcome;
import dev.bulwark.order.domain.OrderTransitions.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OrderTransitionsTest {

    private static final Map<Phase, OrderState> STATES = new EnumMap<>(Map.of(
            Phase.NONE, new OrderState.None(),
            Phase.PENDING, new OrderState.Pending(Orders.PLACED),
            Phase.CANCEL_REQUESTED, new OrderState.CancelRequested(Orders.PLACED, Orders.LATER),
            Phase.CONFIRMED, new OrderState.Confirmed(Orders.PLACED, Orders.PAID, Orders.SHIPPED, Orders.LATER),
            Phase.REJECTED, new OrderState.Rejected(Orders.PLACED, Orders.DECLINED, null, null, Orders.LATER),
            Phase.CANCELLED, new OrderState.Cancelled(Orders.PLACED, null, null, Orders.LATER)));

    private static final Map<Ask, OrderCommand> COMMANDS = new EnumMap<>(Map.of(
            Ask.PLACE, Orders.PLACE,
            Ask.REQUEST_CANCEL, Orders.REQUEST_CANCEL,
            Ask.CONFIRM, Orders.CONFIRM,
            Ask.REJECT, Orders.REJECT,
            Ask.ABANDON, Orders.ABANDON,
            Ask.CANCEL, Orders.CANCEL));

    @Test
    void everyStateAndEveryCommandHasItsRowAndColumn() {
        assertThat(STATES.keySet()).containsExactly(Phase.values());
        assertThat(COMMANDS.keySet()).containsExactly(Ask.values());
        STATES.forEach((phase, state) -> assertThat(OrderDecider.phaseOf(state)).isEqualTo(phase));
        COMMANDS.forEach(
                (ask, command) -> assertThat(OrderDecider.askOf(command)).isEqualTo(ask));
    }

    @ParameterizedTest
    @EnumSource
    void theDeciderDoesWhatTheTableSays(Phase phase) {
        for (Ask ask : Ask.values()) {
            OrderState state = STATES.get(phase);
            OrderCommand command = COMMANDS.get(ask);
            switch (OrderTransitions.outcome(phase, ask)) {
                case Outcome.Becomes(Phase next) -> {
                    Decision.Accepted accepted = (Decision.Accepted) OrderDecider.decide(state, command);
                    assertThat(OrderDecider.phaseOf(accepted.after())).isEqualTo(next);
                    assertThat(accepted.after()).isEqualTo(OrderDecider.evolve(state, accepted.event()));
                }
                case Outcome.Repeats() ->
                    assertThat(OrderDecider.decide(state, command))
                            .isEqualTo(new Decision.Repeated((OrderState.Existing) state));
                case Outcome.Refuses(String code) ->
                    assertThat(OrderDecider.decide(state, command)).isEqualTo(new Decision.Refused(code));
                case Outcome.Impossible() ->
                    assertThatThrownBy(() -> OrderDecider.decide(state, command))
                            .isInstanceOf(ImpossibleTransitionException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CONFIRMED", "REJECTED", "CANCELLED"})
    void nothingLeadsOutOfATerminalState(Phase terminal) {
        for (Ask ask : Ask.values()) {
            assertThat(OrderTransitions.outcome(terminal, ask)).isNotInstanceOf(Outcome.Becomes.class);
        }
    }

    @Test
    void anAcceptedWishToCancelEndsInCancellationUnlessTheUndoWasGivenUp() {
        for (Ask ask : Ask.values()) {
            if (OrderTransitions.outcome(Phase.CANCEL_REQUESTED, ask) instanceof Outcome.Becomes(Phase next)) {
                assertThat(next).as("on %s", ask).isEqualTo(ask == Ask.ABANDON ? Phase.REJECTED : Phase.CANCELLED);
            }
        }
    }

    @Test
    void thePictureIsTheTable() throws IOException {
        assertThat(Files.readString(Path.of("README.md")))
                .contains("```mermaid\n" + OrderTransitions.mermaid() + "```");
    }

    @Test
    void everyAnswerTheContractKnowsIsReachable() {
        assertThat(Set.of(
                        OrderTransitions.outcome(Phase.CANCEL_REQUESTED, Ask.CONFIRM),
                        OrderTransitions.outcome(Phase.REJECTED, Ask.CONFIRM),
                        OrderTransitions.outcome(Phase.CANCELLED, Ask.CONFIRM)))
                .containsExactlyInAnyOrder(
                        new Outcome.Refuses("cancel_requested"),
                        new Outcome.Refuses("rejected"),
                        new Outcome.Refuses("cancelled"));
    }
}
