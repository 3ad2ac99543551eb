package dev.bulwark.simulation.world;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.bulwark.payment.PaymentProvider;
import dev.bulwark.payment.ProviderAnswer;
import dev.bulwark.payment.ProviderRequest;
import dev.bulwark.platform.calls.intent.CallResult;

/** The payment provider with a book of its own: the first decision about a key holds for ever. */
final class Psp {

    static final String OK = "pm_card_ok";
    static final String DECLINED = "pm_card_declined";
    static final String SLOW = "pm_card_slow";
    static final String FLAKY = "pm_card_flaky";
    static final String TIMEOUT_CHARGED = "pm_card_timeout_charged";
    static final String TIMEOUT_UNCHARGED = "pm_card_timeout_uncharged";

    private enum Decision {
        CAPTURED,
        DECLINED,
        VOIDED
    }

    private final World world;
    private final Map<String, Decision> keys = new HashMap<>();
    private final Map<String, Integer> asked = new HashMap<>();
    private final Set<String> refunds = new HashSet<>();
    private final Map<UUID, Long> captured = new HashMap<>();
    private final Map<UUID, Long> refunded = new HashMap<>();

    Psp(World world) {
        this.world = world;
    }

    /** The port, acting at once; the way there and back is the caller's. */
    PaymentProvider provider() {
        return (intent, atMost) -> answer(intent.request());
    }

    /** How long it thinks. */
    static long millis(ProviderRequest request) {
        return SLOW.equals(request.paymentMethod()) ? 2_000 : 0;
    }

    private CallResult<ProviderAnswer> answer(ProviderRequest request) {
        world.trace(() -> "the provider is asked to " + request.kind() + " " + world.shortName(request.key()));
        return switch (request.kind()) {
            case CHARGE -> charge(request);
            case VOID -> voidKey(request);
            case REFUND -> refund(request);
            case LOOKUP -> lookUp(request);
        };
    }

    private CallResult<ProviderAnswer> lookUp(ProviderRequest request) {
        Decision decision = keys.get(request.key());
        return new CallResult.Answered<>(decision == null ? new ProviderAnswer.Undecided() : told(decision));
    }

    private CallResult<ProviderAnswer> charge(ProviderRequest request) {
        String method = String.valueOf(request.paymentMethod());
        int times = asked.merge(request.key(), 1, Integer::sum);
        if (method.equals(FLAKY) && times <= 2) {
            return new CallResult.TryAgain<>("HTTP 503");
        }
        Decision decision = keys.get(request.key());
        if (decision == null) {
            if (method.equals(TIMEOUT_UNCHARGED)) {
                return Dispatcher.silence();
            }
            decision = method.equals(DECLINED) ? Decision.DECLINED : Decision.CAPTURED;
            keys.put(request.key(), decision);
            if (decision == Decision.CAPTURED) {
                capture(request);
            }
        }
        if (method.equals(TIMEOUT_CHARGED) && decision == Decision.CAPTURED) {
            return Dispatcher.silence();
        }
        return new CallResult.Answered<>(told(decision));
    }

    private static ProviderAnswer told(Decision decision) {
        return switch (decision) {
            case CAPTURED -> new ProviderAnswer.Captured();
            case DECLINED -> new ProviderAnswer.Declined("card_declined");
            case VOIDED -> new ProviderAnswer.Blocked();
        };
    }

    private void capture(ProviderRequest request) {
        Long before = captured.put(request.orderId(), request.amount());
        if (before != null) {
            throw new Violation(
                    Invariant.I5_OUTSIDE,
                    "order " + world.shortName(request.orderId().toString()) + " is charged a second time");
        }
    }

    private CallResult<ProviderAnswer> voidKey(ProviderRequest request) {
        if (keys.get(request.key()) == Decision.CAPTURED) {
            return new CallResult.Answered<>(new ProviderAnswer.TooLate(captured.getOrDefault(request.orderId(), 0L)));
        }
        keys.put(request.key(), Decision.VOIDED);
        return new CallResult.Answered<>(new ProviderAnswer.Voided());
    }

    private CallResult<ProviderAnswer> refund(ProviderRequest request) {
        if (refunds.add(request.refundKey())) {
            long sum = refunded.merge(request.orderId(), request.amount(), Long::sum);
            if (sum > captured.getOrDefault(request.orderId(), 0L)) {
                throw new Violation(
                        Invariant.I2_BOOKS,
                        "order " + world.shortName(request.orderId().toString()) + " gets back " + sum + " of "
                                + captured.getOrDefault(request.orderId(), 0L));
            }
        }
        return new CallResult.Answered<>(new ProviderAnswer.Refunded());
    }

    /** What it has kept of an order's money. */
    long balance(UUID order) {
        return captured.getOrDefault(order, 0L) - refunded.getOrDefault(order, 0L);
    }
}
