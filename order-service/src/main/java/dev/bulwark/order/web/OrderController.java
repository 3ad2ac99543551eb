package dev.bulwark.order.web;

import dev.bulwark.order.log.OrderChange;
import dev.bulwark.order.placement.NewOrder;
import dev.bulwark.order.placement.OrderPlacement;
import dev.bulwark.platform.core.security.Caller;
import dev.bulwark.platform.http.idempotency.GroupedRequests;
import dev.bulwark.platform.http.idempotency.IdempotentAnswer;
import dev.bulwark.platform.http.idempotency.IdempotentRequest;
import dev.bulwark.platform.http.idempotency.IdempotentRequests;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Places orders. {@code docs/architecture/way-of-an-order.md} lists what a request passes through from here to the outbox. */
@RestController
class OrderController {

    private final GroupedRequests<NewOrder, OrderChange> placing;
    private final PlacedOrderAnswers answers;

    OrderController(OrderPlacement placement, IdempotentRequests idempotent, PlacedOrderAnswers answers) {
        this.placing = new GroupedRequests<>(
                "place-orders", idempotent, placement::prepare, placement::record, PlacedOrderAnswers::toStore);
        this.answers = answers;
    }

    @PostMapping("/api/v1/orders")
    ResponseEntity<?> place(Caller caller, @RequestBody PlaceOrderRequest request, IdempotentRequest key) {
        NewOrder order = PlaceOrderRules.check(caller.subject(), request);
        return switch (placing.execute(key, order)) {
            case IdempotentAnswer.First<OrderChange>(OrderChange placed, var stored) ->
                answers.first(stored, placed, order.personalData());
            case IdempotentAnswer.Repeated<OrderChange>(var stored) -> answers.repeated(stored);
        };
    }
}
