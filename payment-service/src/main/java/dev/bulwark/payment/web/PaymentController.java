package dev.bulwark.payment.web;

import java.util.UUID;

import dev.bulwark.payment.OperatorRefund;
import dev.bulwark.payment.PaymentView;
import dev.bulwark.payment.Payments;
import dev.bulwark.payment.RefundByOperator;
import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.Violations;
import dev.bulwark.platform.core.security.Caller;
import dev.bulwark.platform.http.idempotency.IdempotentRequest;
import dev.bulwark.platform.http.idempotency.IdempotentRequests;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/payments/{id}")
class PaymentController {

    static final String OPS = "ops";

    private final Payments payments;
    private final RefundByOperator refunds;
    private final IdempotentRequests idempotent;

    PaymentController(Payments payments, RefundByOperator refunds, IdempotentRequests idempotent) {
        this.payments = payments;
        this.refunds = refunds;
        this.idempotent = idempotent;
    }

    /** The customer's own, or any for an operator; another's is as good as none. */
    @GetMapping
    PaymentBody payment(@PathVariable UUID id, Caller caller) {
        return payments.find(id)
                .filter(payment -> maySee(caller, payment))
                .map(PaymentBody::of)
                .orElseThrow(() -> Problem.notFound().exception());
    }

    private static boolean maySee(Caller caller, PaymentView payment) {
        return caller.has(OPS) || payment.customerId().equals(caller.subject());
    }

    /** Accepted, not done: the provider is asked after the commit. */
    @PostMapping("/refunds")
    ResponseEntity<byte[]> refund(
            @PathVariable UUID id, IdempotentRequest request, @RequestBody RefundRequest body, Caller caller) {
        RefundRequest.Asked asked = body.validated();
        return idempotent.execute(request, () -> refund(id, asked, caller));
    }

    private ResponseEntity<RefundBody> refund(UUID id, RefundRequest.Asked asked, Caller caller) {
        return switch (refunds.refund(id, asked.minorUnits(), caller.subject())) {
            case OperatorRefund.Reserved(var refundId, var orderId, var key, long amount, var currency) -> {
                requireCurrency(asked, currency);
                yield ResponseEntity.accepted()
                        .body(new RefundBody(refundId, id, new MoneyBody(amount, currency), "REQUESTED"));
            }
            case OperatorRefund.TooMuch(long left, var currency) ->
                throw Problem.of(422, "refund-too-large", "More than is left to be given back")
                        .member("left", new MoneyBody(left, currency))
                        .exception();
            case OperatorRefund.NoSuchPayment none -> throw Problem.notFound().exception();
        };
    }

    /** Only known by now; the exception takes the reservation back. */
    private static void requireCurrency(RefundRequest.Asked asked, String currency) {
        Violations violations = new Violations();
        violations.check(
                asked.currency() == null || asked.currency().equals(currency),
                "/amount/currency",
                "must be the payment's, " + currency);
        violations.throwIfAny();
    }
}
