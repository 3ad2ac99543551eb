package dev.bulwark.payment.messaging;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.bulwark.payment.PaymentStore;
import dev.bulwark.payment.ProviderAnswer;
import dev.bulwark.payment.ProviderRequest;
import dev.bulwark.payment.domain.PaymentInput;
import dev.bulwark.platform.calls.intent.Intent;
import dev.bulwark.platform.calls.intent.Outcome;
import dev.bulwark.platform.calls.intent.OutcomeHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the provider answered: state, ledger, reply, event and what is to be asked next, in one transaction. */
@Component
class PaymentOutcomes implements OutcomeHandler<ProviderRequest, ProviderAnswer> {

    private final PaymentBatches batches;
    private final PaymentStore store;

    PaymentOutcomes(PaymentBatches batches, PaymentStore store) {
        this.batches = batches;
        this.store = store;
    }

    @Override
    public void write(List<Outcome<ProviderRequest, ProviderAnswer>> outcomes) {
        Set<UUID> orderIds = new LinkedHashSet<>();
        outcomes.forEach(outcome -> orderIds.add(outcome.intent().request().orderId()));
        PaymentBatch batch = batches.open(orderIds);
        for (Outcome<ProviderRequest, ProviderAnswer> outcome : outcomes) {
            Intent<ProviderRequest> intent = outcome.intent();
            ProviderRequest request = intent.request();
            if (request.operatorRefund() == null) {
                ReplyAddress replyAddress = new ReplyAddress(request.saga(), request.key(), null, intent.traceparent());
                batch.apply(request.orderId(), input(outcome), replyAddress);
                if (isFound(outcome)) {
                    batch.withdraw(ProviderRequest.chargeIntentId(request.key()));
                }
            }
        }
        settleOperatorRefunds(outcomes, batch);
        batches.write(batch);
    }

    /** The book has said what the charge itself never answered; it needn't be asked for any more. */
    private static boolean isFound(Outcome<ProviderRequest, ProviderAnswer> outcome) {
        return outcome.intent().request().kind() == ProviderRequest.Kind.LOOKUP
                && outcome instanceof Outcome.Answered<ProviderRequest, ProviderAnswer> answered
                && !(answered.answer() instanceof ProviderAnswer.Undecided);
    }

    /** Only those not done before: an answer can come twice. */
    private void settleOperatorRefunds(List<Outcome<ProviderRequest, ProviderAnswer>> outcomes, PaymentBatch batch) {
        List<ProviderRequest> requests = outcomes.stream()
                .map(outcome -> outcome.intent().request())
                .filter(request -> request.operatorRefund() != null)
                .distinct()
                .toList();
        if (requests.isEmpty()) {
            return;
        }
        Set<UUID> ids = requests.stream().map(PaymentOutcomes::refundId).collect(Collectors.toSet());
        Set<UUID> settled = store.settleOperatorRefunds(ids, batch.now());
        for (ProviderRequest request : requests) {
            if (settled.contains(refundId(request))) {
                batch.operatorRefundDone(request.orderId(), refundId(request), request.amount(), request.currency());
            }
        }
    }

    private static UUID refundId(ProviderRequest request) {
        @Nullable UUID id = request.operatorRefund();
        return Objects.requireNonNull(id);
    }

    private static PaymentInput input(Outcome<ProviderRequest, ProviderAnswer> outcome) {
        return switch (outcome) {
            case Outcome.GivenUp<ProviderRequest, ProviderAnswer> givenUp -> PaymentInput.UNKNOWN;
            case Outcome.Answered<ProviderRequest, ProviderAnswer>(var intent, var answer) ->
                switch (answer) {
                    case ProviderAnswer.Captured a -> PaymentInput.CAPTURED;
                    case ProviderAnswer.Declined(String code) -> new PaymentInput.Declined(code);
                    case ProviderAnswer.Blocked a -> PaymentInput.BLOCKED;
                    case ProviderAnswer.Voided a -> PaymentInput.VOIDED;
                    case ProviderAnswer.TooLate(long amount) -> new PaymentInput.TooLate(amount);
                    case ProviderAnswer.Refunded a -> PaymentInput.RETURNED;
                    case ProviderAnswer.Undecided a -> PaymentInput.UNKNOWN;
                };
        };
    }
}
