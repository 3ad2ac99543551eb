package dev.bulwark.saga.domain;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A customer's cancel request against every answer: asked at every moment of every course a saga can take, and heard by the saga at
 * that moment or at any later one. However it comes, the order and the saga agree, an accepted request ends in cancellation, and
 * nothing is kept that the ending doesn't give a right to.
 */
class CancelRaceTest {

    /** What the participants do when the customer leaves them alone. */
    enum Course {
        ALL_GOES_WELL,
        OUT_OF_STOCK,
        CARD_DECLINED,
        UNDELIVERABLE,
        STOCK_IS_SILENT,
        PAYMENT_IS_SILENT,
        CARRIER_IS_SILENT,
        NOTHING_TO_PAY,
        NOTHING_TO_PAY_AND_UNDELIVERABLE,
        NOTHING_TO_PAY_AND_CARRIER_IS_SILENT;

        boolean free() {
            return name().startsWith("NOTHING_TO_PAY");
        }

        boolean confirms() {
            return this == ALL_GOES_WELL || this == NOTHING_TO_PAY;
        }

        QuietWorld world() {
            return new QuietWorld(free(), refused(), silent());
        }

        @org.jspecify.annotations.Nullable
        Step refused() {
            return switch (this) {
                case OUT_OF_STOCK -> Step.STOCK;
                case CARD_DECLINED -> Step.PAYMENT;
                case UNDELIVERABLE, NOTHING_TO_PAY_AND_UNDELIVERABLE -> Step.SHIPMENT;
                default -> null;
            };
        }

        @org.jspecify.annotations.Nullable
        Step silent() {
            return switch (this) {
                case STOCK_IS_SILENT -> Step.STOCK;
                case PAYMENT_IS_SILENT -> Step.PAYMENT;
                case CARRIER_IS_SILENT, NOTHING_TO_PAY_AND_CARRIER_IS_SILENT -> Step.SHIPMENT;
                default -> null;
            };
        }
    }

    /** @param askedAfter inputs heard before the order records the request @param heardAfter further ones before the saga hears of it */
    record Race(Course course, int askedAfter, int heardAfter) {}

    /** More than the longest course has inputs: the last of them are after the end. */
    private static final int MOST_INPUTS = 14;

    static Stream<Race> races() {
        return Stream.of(Course.values())
                .flatMap(course -> IntStream.range(0, MOST_INPUTS)
                        .boxed()
                        .flatMap(asked -> IntStream.range(0, MOST_INPUTS - asked)
                                .mapToObj(heard -> new Race(course, asked, heard))));
    }

    @ParameterizedTest
    @MethodSource("races")
    void theOrderAndTheSagaAgreeHoweverItComes(Race race) {
        QuietWorld world = race.course().world();
        run(race, world);
        assertThat(world.imbalances()).isEmpty();
        if (world.cancelAccepted()) {
            assertThat(world.saga().phase()).isEqualTo(Phase.CANCELLED);
        } else {
            assertThat(world.saga().phase()).isEqualTo(race.course().confirms() ? Phase.CONFIRMED : Phase.REJECTED);
        }
    }

    @Test
    void theRacesMeetEveryPhaseASagaHasWithEveryAnswerItCanGet() {
        Set<Phase> metOpen = EnumSet.noneOf(Phase.class);
        Set<Trigger> heardAfterwards = EnumSet.noneOf(Trigger.class);
        List<Boolean> accepted = new ArrayList<>();
        races().forEach(race -> {
            QuietWorld world = race.course().world();
            run(race, world);
            metOpen.addAll(world.cancelMet());
            heardAfterwards.addAll(world.heardAfterCancel());
            accepted.add(world.cancelAccepted());
        });
        assertThat(metOpen).isEqualTo(EnumSet.allOf(Phase.class));
        assertThat(heardAfterwards)
                .containsAll(EnumSet.of(
                        Trigger.STOCK_RESERVED,
                        Trigger.STOCK_REFUSED,
                        Trigger.STOCK_RELEASED,
                        Trigger.PAYMENT_CHARGED,
                        Trigger.PAYMENT_REFUSED,
                        Trigger.PAYMENT_REFUNDED,
                        Trigger.SHIPMENT_SCHEDULED,
                        Trigger.SHIPMENT_REFUSED,
                        Trigger.SHIPMENT_CANCELLED,
                        Trigger.ORDER_CANCELLED,
                        Trigger.CONFIRM_REFUSED,
                        Trigger.STEP_TIMED_OUT));
        assertThat(accepted).contains(true, false);
    }

    private static void run(Race race, QuietWorld world) {
        world.step(race.askedAfter());
        world.customerAsks();
        world.step(race.heardAfter());
        world.sagaHearsOfIt();
        world.stepToTheEnd();
    }
}
