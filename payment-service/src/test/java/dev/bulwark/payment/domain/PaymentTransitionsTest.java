package dev.bulwark.payment.domain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import dev.bulwark.payment.domain.PaymentTransitions.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every state × every input. */
class PaymentTransitionsTest {

    private static final Charge CHARGE = new Charge(new UUID(7, 1), "alice", 100, "EUR", "pm_card_ok");

    private static PaymentState state(PaymentStatus status) {
        return switch (status) {
            case NONE -> new PaymentState.None();
            case REQUESTED -> new PaymentState.Requested(CHARGE);
            case CHARGED -> new PaymentState.Charged(CHARGE, OperatorRefunds.NONE);
            case REFUSED -> new PaymentState.Refused(CHARGE, "card_declined", null);
            case VOIDING -> new PaymentState.Voiding(CHARGE);
            case VOIDED -> new PaymentState.Voided(CHARGE);
            case REFUNDING -> new PaymentState.Refunding(CHARGE, OperatorRefunds.NONE, true);
            case REFUNDED -> new PaymentState.Refunded(CHARGE, OperatorRefunds.NONE, true);
            case TOMBSTONE -> new PaymentState.Tombstone();
        };
    }

    private static PaymentInput input(PaymentInput.Kind kind) {
        return switch (kind) {
            case CHARGE -> new PaymentInput.ChargeCommand(CHARGE, false);
            case EXPIRED -> new PaymentInput.ChargeCommand(CHARGE, true);
            case DECLINED -> new PaymentInput.Declined("card_declined");
            case TOO_LATE -> new PaymentInput.TooLate(100);
            case REFUND, CAPTURED, BLOCKED, VOIDED, RETURNED, UNKNOWN -> new PaymentInput.Signal(kind);
        };
    }

    @ParameterizedTest
    @EnumSource(PaymentStatus.class)
    void theDeciderGoesWhereTheTableSays(PaymentStatus status) {
        for (PaymentInput.Kind kind : PaymentInput.Kind.values()) {
            Step step = PaymentTransitions.step(status, kind);
            if (step == Step.IMPOSSIBLE) {
                assertThatThrownBy(() -> PaymentDecider.decide(state(status), input(kind)))
                        .as("%s × %s", status, kind)
                        .isInstanceOf(ImpossibleTransitionException.class);
            } else {
                Decision decision = PaymentDecider.decide(state(status), input(kind));
                PaymentStatus expected = step.next() == null ? status : step.next();
                assertThat(decision.next().status()).as("%s × %s", status, kind).isEqualTo(expected);
            }
        }
    }

    @Test
    void everyCommandIsAnsweredOrWillBe() {
        for (PaymentStatus status : PaymentStatus.values()) {
            for (PaymentInput.Kind kind :
                    EnumSet.of(PaymentInput.Kind.CHARGE, PaymentInput.Kind.EXPIRED, PaymentInput.Kind.REFUND)) {
                Decision decision = PaymentDecider.decide(state(status), input(kind));
                boolean answered = decision.effects().stream().anyMatch(PaymentEffect.Reply.class::isInstance);
                assertThat(answered || !decision.next().status().isSettled())
                        .as("%s × %s", status, kind)
                        .isTrue();
            }
        }
    }

    /** Whatever a consistent provider answers, in whatever order, and however often: money is booked once each way. */
    @Test
    void booksAreStraightWhateverTheOrder() {
        long seed = 20_260_601;
        Random random = new Random(seed);
        Set<PaymentStatus> seen = new HashSet<>();
        for (int run = 0; run < 20_000; run++) {
            boolean captures = random.nextBoolean();
            List<PaymentInput.Kind> answers = captures
                    ? List.of(PaymentInput.Kind.CAPTURED, PaymentInput.Kind.UNKNOWN, PaymentInput.Kind.CHARGE)
                    : List.of(PaymentInput.Kind.UNKNOWN, PaymentInput.Kind.EXPIRED, PaymentInput.Kind.CHARGE);
            PaymentState state = PaymentDecider.decide(new PaymentState.None(), input(PaymentInput.Kind.CHARGE))
                    .next();
            long captured = 0;
            long refunded = 0;
            boolean voidAsked = false;
            boolean refundAsked = false;
            for (int i = 0; i < 12; i++) {
                List<PaymentInput.Kind> possible = new java.util.ArrayList<>(answers);
                possible.add(PaymentInput.Kind.REFUND);
                if (voidAsked) {
                    possible.add(captures ? PaymentInput.Kind.TOO_LATE : PaymentInput.Kind.VOIDED);
                }
                if (refundAsked) {
                    possible.add(PaymentInput.Kind.RETURNED);
                }
                Decision decision = PaymentDecider.decide(state, input(possible.get(random.nextInt(possible.size()))));
                for (PaymentEffect effect : decision.effects()) {
                    switch (effect) {
                        case PaymentEffect.BookCapture e ->
                            captured += e.charge().amount();
                        case PaymentEffect.BookRefund e -> refunded += e.amount();
                        case PaymentEffect.AskVoid e -> voidAsked = true;
                        case PaymentEffect.AskRefund e -> {
                            assertThat(refundAsked)
                                    .as("seed %d run %d", seed, run)
                                    .isFalse();
                            refundAsked = true;
                        }
                        case PaymentEffect.AskCharge e -> throw new AssertionError("asked twice");
                        case PaymentEffect.Reply e -> {}
                        case PaymentEffect.Announce e -> {}
                    }
                }
                state = decision.next();
            }
            seen.add(state.status());
            long expectedCaptured = switch (state.status()) {
                case CHARGED, REFUNDING, REFUNDED -> 100;
                default -> 0;
            };
            assertThat(captured).as("seed %d run %d", seed, run).isEqualTo(expectedCaptured);
            assertThat(refunded)
                    .as("seed %d run %d", seed, run)
                    .isEqualTo(state.status() == PaymentStatus.REFUNDED ? 100 : 0);
        }
        assertThat(seen).contains(PaymentStatus.VOIDED, PaymentStatus.REFUNDED, PaymentStatus.CHARGED);
    }

    @Test
    void thePictureInTheReadmeIsTheTable() throws IOException {
        assertThat(Files.readString(Path.of("README.md")).replace("\r\n", "\n"))
                .contains("```mermaid\n" + PaymentTransitions.mermaid() + "```");
    }
}
