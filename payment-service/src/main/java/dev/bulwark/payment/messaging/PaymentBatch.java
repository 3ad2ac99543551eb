package dev.bulwark.payment.messaging;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.bulwark.contracts.Topics;
import dev.bulwark.payment.Journal;
import dev.bulwark.payment.ProviderRequest;
import dev.bulwark.payment.StoredPayment;
import dev.bulwark.payment.domain.Charge;
import dev.bulwark.payment.domain.Decision;
import dev.bulwark.payment.domain.PaymentDecider;
import dev.bulwark.payment.domain.PaymentEffect;
import dev.bulwark.payment.domain.PaymentInput;
import dev.bulwark.payment.domain.PaymentState;
import dev.bulwark.platform.calls.intent.Intent;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.OutgoingMessage;
import org.jspecify.annotations.Nullable;

/** The work of one transaction: the payments it is about, as the inputs so far have left them, and all that is to be written. */
final class PaymentBatch {

    private final MessageFactory messages;
    private final Instant now;
    private final Set<UUID> stored;
    private final Map<UUID, StoredPayment> payments;
    private final Map<UUID, StoredPayment> changed = new LinkedHashMap<>();
    private final List<Intent<ProviderRequest>> intents = new ArrayList<>();
    private final List<String> withdrawn = new ArrayList<>();
    private final List<Journal> journals = new ArrayList<>();
    private final List<OutgoingMessage> outgoing = new ArrayList<>();

    /** @param locked the payments that are there; what is missing isn't */
    PaymentBatch(Map<UUID, StoredPayment> locked, MessageFactory messages, Instant now) {
        this.payments = new HashMap<>(locked);
        this.stored = new HashSet<>(locked.keySet());
        this.messages = messages;
        this.now = now;
    }

    Instant now() {
        return now;
    }

    void apply(UUID orderId, PaymentInput input, ReplyAddress replyAddress) {
        StoredPayment payment = payments.get(orderId);
        PaymentState state = payment == null ? new PaymentState.None() : payment.state();
        Decision decision = PaymentDecider.decide(state, input);
        int version = payment == null ? 0 : payment.version();
        for (PaymentEffect effect : decision.effects()) {
            if (effect instanceof PaymentEffect.Announce(var answer)) {
                version++;
                outgoing.add(messages.event(
                        Topics.PAYMENT_EVENTS,
                        orderId.toString(),
                        WireMessages.body(orderId, answer),
                        version,
                        replyAddress.traceparent()));
            } else {
                take(orderId, effect, replyAddress);
            }
        }
        if (!decision.next().equals(state)) {
            put(orderId, payment, replyAddress.step(), decision.next(), version);
        }
    }

    /** The provider gave back what an operator had asked for. */
    void operatorRefundDone(UUID orderId, UUID refundId, long amount, String currency) {
        StoredPayment payment = payments.get(orderId);
        if (payment == null) {
            throw new IllegalStateException("a refund of order " + orderId + ", which has no payment");
        }
        journals.add(Journal.operatorRefund(refundId, orderId, amount, currency));
        PaymentState next = PaymentDecider.operatorRefundDone(payment.state(), amount);
        put(orderId, payment, payment.stepId(), next, payment.version());
    }

    /** The intent's answer came another way. */
    void withdraw(String intentId) {
        withdrawn.add(intentId);
    }

    private void take(UUID orderId, PaymentEffect effect, ReplyAddress replyAddress) {
        switch (effect) {
            case PaymentEffect.AskCharge(Charge charge) ->
                ask(
                        ProviderRequest.Kind.CHARGE,
                        orderId,
                        charge,
                        charge.amount(),
                        replyAddress,
                        replyAddress.expires());
            case PaymentEffect.AskVoid(Charge charge) ->
                ask(ProviderRequest.Kind.VOID, orderId, charge, charge.amount(), replyAddress, null);
            case PaymentEffect.AskRefund(Charge charge, long amount) ->
                ask(ProviderRequest.Kind.REFUND, orderId, charge, amount, replyAddress, null);
            case PaymentEffect.BookCapture(Charge charge) ->
                journals.add(Journal.capture(charge.paymentId(), orderId, charge.amount(), charge.currency()));
            case PaymentEffect.BookRefund(Charge charge, long amount) ->
                journals.add(Journal.refund(charge.paymentId(), orderId, amount, charge.currency()));
            case PaymentEffect.Reply(var answer) -> {
                if (replyAddress.saga() != null) {
                    outgoing.add(messages.reply(
                            Topics.SAGA_REPLIES,
                            orderId.toString(),
                            WireMessages.body(orderId, answer),
                            replyAddress.saga(),
                            replyAddress.step(),
                            replyAddress.traceparent()));
                }
            }
            case PaymentEffect.Announce announce -> throw new IllegalStateException("announced by its version");
        }
    }

    private void ask(
            ProviderRequest.Kind kind,
            UUID orderId,
            Charge charge,
            long amount,
            ReplyAddress replyAddress,
            @Nullable Instant expires) {
        String method = kind == ProviderRequest.Kind.CHARGE ? charge.paymentMethod() : null;
        ProviderRequest request = new ProviderRequest(
                kind, replyAddress.step(), orderId, amount, charge.currency(), method, replyAddress.saga(), null);
        intents.add(new Intent<>(request.intentId(), request, expires, replyAddress.traceparent()));
    }

    private void put(UUID orderId, @Nullable StoredPayment before, String step, PaymentState next, int version) {
        boolean settled = next.status().isSettled() && pendingRefunds(next) == 0;
        StoredPayment after = new StoredPayment(
                orderId,
                before == null ? step : before.stepId(),
                next,
                version,
                before == null ? now : before.requestedAt(),
                settled ? now : null);
        payments.put(orderId, after);
        changed.put(orderId, after);
    }

    private static long pendingRefunds(PaymentState state) {
        return switch (state) {
            case PaymentState.Charged s -> s.operator().pending();
            case PaymentState.Refunding s -> s.operator().pending();
            case PaymentState.Refunded s -> s.operator().pending();
            case PaymentState.None s -> 0;
            case PaymentState.Requested s -> 0;
            case PaymentState.Refused s -> 0;
            case PaymentState.Voiding s -> 0;
            case PaymentState.Voided s -> 0;
            case PaymentState.Tombstone s -> 0;
        };
    }

    List<StoredPayment> added() {
        return changed.values().stream()
                .filter(payment -> !stored.contains(payment.orderId()))
                .toList();
    }

    List<StoredPayment> updated() {
        return changed.values().stream()
                .filter(payment -> stored.contains(payment.orderId()))
                .toList();
    }

    List<Intent<ProviderRequest>> intents() {
        return intents;
    }

    List<String> withdrawn() {
        return withdrawn;
    }

    List<Journal> journals() {
        return journals;
    }

    List<OutgoingMessage> outgoing() {
        return outgoing;
    }
}
