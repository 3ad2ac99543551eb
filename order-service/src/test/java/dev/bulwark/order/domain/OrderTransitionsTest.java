package dev.bulwark.order.domain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

import dev.bulwark.order.domain.OrderTransitions.CommandType;
import dev.bulwark.order.domain.OrderTransitions.Phase;
import dev.bulwark.order.domain.OrderTransitions.Transition;
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

    private static final Map<CommandType, OrderCommand> COMMANDS = new EnumMap<>(Map.of(
            CommandType.PLACE, Orders.PLACE,
            CommandType.REQUEST_CANCEL, Orders.REQUEST_CANCEL,
            CommandType.CONFIRM, Orders.CONFIRM,
            CommandType.REJECT, Orders.REJECT,
            CommandType.ABANDON, Orders.ABANDON,
            CommandType.CANCEL, Orders.CANCEL));

    @Test
    void everyStateAndEveryCommandHasItsRowAndColumn() {
        assertThat(STATES.keySet()).containsExactly(Phase.values());
        assertThat(COMMANDS.keySet()).containsExactly(CommandType.values());
        STATES.forEach((phase, state) -> assertThat(OrderDecider.phaseOf(state)).isEqualTo(phase));
        COMMANDS.forEach(
                (ask, command) -> assertThat(OrderDecider.typeOf(command)).isEqualTo(ask));
    }

    @ParameterizedTest
    @EnumSource
    void theDeciderDoesWhatTheTableSays(Phase phase) {
        for (CommandType ask : CommandType.values()) {
            OrderState state = STATES.get(phase);
            OrderCommand command = COMMANDS.get(ask);
            switch (OrderTransitions.transition(phase, ask)) {
                case Transition.Becomes(Phase next) -> {
                    Decision.Accepted accepted = (Decision.Accepted) OrderDecider.decide(state, command);
                    assertThat(OrderDecider.phaseOf(accepted.after())).isEqualTo(next);
                    assertThat(accepted.after()).isEqualTo(OrderDecider.evolve(state, accepted.event()));
                }
                case Transition.Repeats() ->
                    assertThat(OrderDecider.decide(state, command))
                            .isEqualTo(new Decision.Repeated((OrderState.Existing) state));
                case Transition.Refuses(String code) ->
                    assertThat(OrderDecider.decide(state, command)).isEqualTo(new Decision.Refused(code));
                case Transition.Impossible() ->
                    assertThatThrownBy(() -> OrderDecider.decide(state, command))
                            .isInstanceOf(ImpossibleTransitionException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CONFIRMED", "REJECTED", "CANCELLED"})
    void nothingLeadsOutOfATerminalState(Phase terminal) {
        for (CommandType ask : CommandType.values()) {
            assertThat(OrderTransitions.transition(terminal, ask)).isNotInstanceOf(Transition.Becomes.class);
        }
    }

    @Test
    void anAcceptedWishToCancelEndsInCancellationUnlessTheUndoWasGivenUp() {
        for (CommandType ask : CommandType.values()) {
            if (OrderTransitions.transition(Phase.CANCEL_REQUESTED, ask) instanceof Transition.Becomes(Phase next)) {
                assertThat(next)
                        .as("on %s", ask)
                        .isEqualTo(ask == CommandType.ABANDON ? Phase.REJECTED : Phase.CANCELLED);
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
                        OrderTransitions.transition(Phase.CANCEL_REQUESTED, CommandType.CONFIRM),
                        OrderTransitions.transition(Phase.REJECTED, CommandType.CONFIRM),
                        OrderTransitions.transition(Phase.CANCELLED, CommandType.CONFIRM)))
                .containsExactlyInAnyOrder(
                        new Transition.Refuses("cancel_requested"),
                        new Transition.Refuses("rejected"),
                        new Transition.Refuses("cancelled"));
    }
}
