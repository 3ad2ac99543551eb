package dev.bulwark.shipping.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.bulwark.shipping.domain.ShipmentEffect.Announce;
import dev.bulwark.shipping.domain.ShipmentEffect.AskBooking;
import dev.bulwark.shipping.domain.ShipmentEffect.AskCancellation;
import dev.bulwark.shipping.domain.ShipmentEffect.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ShipmentDeciderTest {

    private static final UUID ID = new UUID(0, 1);
    private static final Consignment CONSIGNMENT = new Consignment(ID, "alice", 3);
    private static final Booking BOOKING = new Booking("Lux Express", "LX1", LocalDate.of(2026, 1, 31));

    private static final ShipmentInput SCHEDULE = new ShipmentInput.ScheduleCommand(CONSIGNMENT, false);
    /** The same command again: a new shipment id that must not be used. */
    private static final ShipmentInput RESEND =
            new ShipmentInput.ScheduleCommand(new Consignment(new UUID(0, 2), "alice", 3), false);

    private static final ShipmentInput LATE =
            new ShipmentInput.ScheduleCommand(new Consignment(new UUID(0, 2), "alice", 3), true);
    private static final ShipmentInput BOOKED = new ShipmentInput.Booked(BOOKING);
    private static final ShipmentInput UNDELIVERABLE = new ShipmentInput.Declined("address_undeliverable", null);

    private static final ShipmentInput ADDRESS_LOST = new ShipmentInput.AddressLost("address_erased");

    private static final ShipmentAnswer SCHEDULED = new ShipmentAnswer.Scheduled(ID, BOOKING);
    private static final ShipmentAnswer REFUSED = new ShipmentAnswer.Refused(ID, "address_undeliverable", null);
    private static final ShipmentAnswer COMPENSATED = new ShipmentAnswer.Refused(ID, "compensated", null);
    private static final ShipmentAnswer CANCELLED = new ShipmentAnswer.Cancelled(ID);

    @Test
    void a_shipment_is_asked_for_and_not_yet_answered() {
        given().when(SCHEDULE).then(new AskBooking(CONSIGNMENT)).is(ShipmentStatus.REQUESTED);
    }

    @Test
    void a_resend_while_it_is_open_asks_nothing_and_answers_nothing() {
        given(SCHEDULE).when(RESEND).then().is(ShipmentStatus.REQUESTED);
        given(SCHEDULE).when(LATE).then().is(ShipmentStatus.REQUESTED);
    }

    @Test
    void a_booking_is_told_to_the_saga_and_to_everybody() {
        given(SCHEDULE)
                .when(BOOKED)
                .then(new Reply(SCHEDULED), new Announce(SCHEDULED))
                .is(ShipmentStatus.SCHEDULED);
    }

    @Test
    void a_refusal_is_told_to_the_saga_and_to_everybody() {
        given(SCHEDULE)
                .when(UNDELIVERABLE)
                .then(new Reply(REFUSED), new Announce(REFUSED))
                .is(ShipmentStatus.REFUSED);
    }

    @Test
    void an_address_that_is_lost_refuses_the_shipment_and_takes_back_what_may_be_booked() {
        ShipmentAnswer erased = new ShipmentAnswer.Refused(ID, "address_erased", null);
        given(SCHEDULE)
                .when(ADDRESS_LOST)
                .then(new Reply(erased), new Announce(erased), new AskCancellation())
                .is(ShipmentStatus.REFUSED);
        given(SCHEDULE, ADDRESS_LOST).when(ShipmentInput.WITHDRAWN).then().is(ShipmentStatus.REFUSED);
        given(SCHEDULE, ADDRESS_LOST).when(BOOKED).then(new AskCancellation()).is(ShipmentStatus.REFUSED);
    }

    @Test
    void an_address_that_is_lost_after_it_was_booked_changes_nothing() {
        given(SCHEDULE, BOOKED).when(ADDRESS_LOST).then().is(ShipmentStatus.SCHEDULED);
        given(SCHEDULE, ShipmentInput.CANCEL).when(ADDRESS_LOST).then().is(ShipmentStatus.CANCELLING);
    }

    @Test
    void the_first_decision_is_final_and_repeated_whatever_the_time() {
        given(SCHEDULE, BOOKED).when(RESEND).then(new Reply(SCHEDULED)).is(ShipmentStatus.SCHEDULED);
        given(SCHEDULE, BOOKED).when(LATE).then(new Reply(SCHEDULED)).is(ShipmentStatus.SCHEDULED);
        given(SCHEDULE, UNDELIVERABLE).when(RESEND).then(new Reply(REFUSED)).is(ShipmentStatus.REFUSED);
        given(SCHEDULE, UNDELIVERABLE).when(LATE).then(new Reply(REFUSED)).is(ShipmentStatus.REFUSED);
    }

    @Test
    void an_expired_command_is_refused_for_good_and_the_carrier_never_asked() {
        ShipmentAnswer expired = new ShipmentAnswer.Refused(null, "expired", "the command came after its time");
        given().when(LATE).then(new Reply(expired), new Announce(expired)).is(ShipmentStatus.REFUSED);
        given(LATE).when(RESEND).then(new Reply(expired)).is(ShipmentStatus.REFUSED);
        given(LATE)
                .when(ShipmentInput.CANCEL)
                .then(new Reply(new ShipmentAnswer.Cancelled(null)))
                .is(ShipmentStatus.REFUSED);
    }

    @Test
    void a_scheduled_shipment_is_cancelled_at_the_carrier_before_it_is_answered() {
        given(SCHEDULE, BOOKED)
                .when(ShipmentInput.CANCEL)
                .then(new AskCancellation())
                .is(ShipmentStatus.CANCELLING);
        given(SCHEDULE, BOOKED, ShipmentInput.CANCEL)
                .when(ShipmentInput.WITHDRAWN)
                .then(new Reply(CANCELLED), new Announce(CANCELLED))
                .is(ShipmentStatus.CANCELLED);
    }

    @Test
    void an_unknown_booking_is_cancelled_like_one_that_was_made() {
        given(SCHEDULE).when(ShipmentInput.UNKNOWN).then().is(ShipmentStatus.REQUESTED);
        given(SCHEDULE, ShipmentInput.UNKNOWN)
                .when(ShipmentInput.CANCEL)
                .then(new AskCancellation())
                .is(ShipmentStatus.CANCELLING);
    }

    @Test
    void a_call_in_flight_is_cancelled_once_and_its_late_answer_changes_nothing() {
        for (ShipmentInput late : List.of(BOOKED, UNDELIVERABLE, ShipmentInput.BLOCKED, ShipmentInput.UNKNOWN)) {
            given(SCHEDULE, ShipmentInput.CANCEL).when(late).then().is(ShipmentStatus.CANCELLING);
            given(SCHEDULE, ShipmentInput.CANCEL, ShipmentInput.WITHDRAWN)
                    .when(late)
                    .then()
                    .is(ShipmentStatus.CANCELLED);
        }
        given(SCHEDULE, ShipmentInput.CANCEL, BOOKED)
                .when(ShipmentInput.WITHDRAWN)
                .then(new Reply(CANCELLED), new Announce(CANCELLED))
                .is(ShipmentStatus.CANCELLED);
    }

    @Test
    void a_repeated_compensation_asks_once_and_is_answered_when_it_is_done() {
        given(SCHEDULE, BOOKED, ShipmentInput.CANCEL)
                .when(ShipmentInput.CANCEL)
                .then()
                .is(ShipmentStatus.CANCELLING);
        given(SCHEDULE, BOOKED, ShipmentInput.CANCEL, ShipmentInput.WITHDRAWN)
                .when(ShipmentInput.CANCEL)
                .then(new Reply(CANCELLED))
                .is(ShipmentStatus.CANCELLED);
        given(SCHEDULE, BOOKED, ShipmentInput.CANCEL, ShipmentInput.WITHDRAWN)
                .when(ShipmentInput.WITHDRAWN)
                .then()
                .is(ShipmentStatus.CANCELLED);
    }

    @Test
    void after_its_compensation_a_shipment_that_was_not_answered_is_refused() {
        given(SCHEDULE, ShipmentInput.CANCEL)
                .when(RESEND)
                .then(new Reply(COMPENSATED))
                .is(ShipmentStatus.CANCELLING);
        given(SCHEDULE, ShipmentInput.CANCEL, BOOKED, ShipmentInput.WITHDRAWN)
                .when(RESEND)
                .then(new Reply(COMPENSATED))
                .is(ShipmentStatus.CANCELLED);
    }

    @Test
    void after_its_compensation_a_shipment_that_was_answered_says_the_same_again() {
        given(SCHEDULE, BOOKED, ShipmentInput.CANCEL)
                .when(RESEND)
                .then(new Reply(SCHEDULED))
                .is(ShipmentStatus.CANCELLING);
        given(SCHEDULE, BOOKED, ShipmentInput.CANCEL, ShipmentInput.WITHDRAWN)
                .when(LATE)
                .then(new Reply(SCHEDULED))
                .is(ShipmentStatus.CANCELLED);
    }

    @Test
    void a_compensation_that_comes_first_leaves_a_tombstone() {
        ShipmentAnswer nothing = new ShipmentAnswer.Cancelled(null);
        ShipmentAnswer compensated = new ShipmentAnswer.Refused(null, "compensated", null);
        given().when(ShipmentInput.CANCEL).then(new Reply(nothing)).is(ShipmentStatus.TOMBSTONE);
        given(ShipmentInput.CANCEL).when(SCHEDULE).then(new Reply(compensated)).is(ShipmentStatus.TOMBSTONE);
        given(ShipmentInput.CANCEL).when(LATE).then(new Reply(compensated)).is(ShipmentStatus.TOMBSTONE);
        given(ShipmentInput.CANCEL)
                .when(ShipmentInput.CANCEL)
                .then(new Reply(nothing))
                .is(ShipmentStatus.TOMBSTONE);
    }

    @Test
    void a_refused_shipment_is_compensated_by_saying_so() {
        given(SCHEDULE, UNDELIVERABLE)
                .when(ShipmentInput.CANCEL)
                .then(new Reply(CANCELLED))
                .is(ShipmentStatus.REFUSED);
    }

    @Test
    void a_booking_that_comes_after_a_refusal_is_taken_back() {
        given(SCHEDULE, UNDELIVERABLE).when(BOOKED).then(new AskCancellation()).is(ShipmentStatus.REFUSED);
        given(SCHEDULE, UNDELIVERABLE, BOOKED)
                .when(ShipmentInput.WITHDRAWN)
                .then()
                .is(ShipmentStatus.REFUSED);
    }

    @Test
    void a_reference_that_somebody_else_cancelled_is_refused() {
        given(SCHEDULE)
                .when(ShipmentInput.BLOCKED)
                .then(new Reply(COMPENSATED), new Announce(COMPENSATED))
                .is(ShipmentStatus.REFUSED);
    }

    @Test
    void answers_that_come_twice_have_no_second_effect() {
        given(SCHEDULE, BOOKED).when(BOOKED).then().is(ShipmentStatus.SCHEDULED);
        given(SCHEDULE, UNDELIVERABLE).when(UNDELIVERABLE).then().is(ShipmentStatus.REFUSED);
    }

    @Test
    void what_the_carrier_can_not_mean_is_refused_loudly() {
        Given scheduled = given(SCHEDULE, BOOKED);
        assertThatThrownBy(() -> scheduled.when(UNDELIVERABLE))
                .isInstanceOf(ImpossibleTransitionException.class)
                .hasMessage("a shipment that is SCHEDULED can't be DECLINED");
    }

    @ParameterizedTest
    @EnumSource(ShipmentStatus.class)
    void every_input_in_every_state_is_decided_as_the_table_says(ShipmentStatus status) {
        for (ShipmentInput input : List.of(
                SCHEDULE,
                LATE,
                ShipmentInput.CANCEL,
                BOOKED,
                UNDELIVERABLE,
                ShipmentInput.BLOCKED,
                ShipmentInput.WITHDRAWN,
                ShipmentInput.UNKNOWN)) {
            ShipmentTransitions.Step step = ShipmentTransitions.step(status, input.kind());
            if (step == ShipmentTransitions.Step.IMPOSSIBLE) {
                assertThatThrownBy(() -> ShipmentDecider.decide(example(status), input))
                        .as(status + " × " + input.kind())
                        .isInstanceOf(ImpossibleTransitionException.class);
            } else {
                Decision decision = ShipmentDecider.decide(example(status), input);
                assertThat(decision.next().status())
                        .as(status + " × " + input.kind())
                        .isEqualTo(step.next() == null ? status : step.next());
            }
        }
    }

    private static ShipmentState example(ShipmentStatus status) {
        return switch (status) {
            case NONE -> new ShipmentState.None();
            case REQUESTED -> new ShipmentState.Requested(CONSIGNMENT);
            case SCHEDULED -> new ShipmentState.Scheduled(CONSIGNMENT, BOOKING);
            case REFUSED -> new ShipmentState.Refused(CONSIGNMENT, "address_undeliverable", null);
            case CANCELLING -> new ShipmentState.Cancelling(CONSIGNMENT, null);
            case CANCELLED -> new ShipmentState.Cancelled(CONSIGNMENT, BOOKING);
            case TOMBSTONE -> new ShipmentState.Tombstone();
        };
    }

    private static Given given(ShipmentInput... before) {
        ShipmentState state = new ShipmentState.None();
        for (ShipmentInput input : before) {
            state = ShipmentDecider.decide(state, input).next();
        }
        return new Given(state);
    }

    private record Given(ShipmentState state) {
        When when(ShipmentInput input) {
            return new When(ShipmentDecider.decide(state, input));
        }
    }

    private record When(Decision decision) {
        When then(ShipmentEffect... effects) {
            assertThat(decision.effects()).isEqualTo(new ArrayList<>(List.of(effects)));
            return this;
        }

        void is(ShipmentStatus status) {
            assertThat(decision.next().status()).isEqualTo(status);
        }
    }
}
