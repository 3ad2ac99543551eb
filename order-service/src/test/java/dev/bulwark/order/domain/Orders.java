package dev.bulwark.order.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Examples. */
public final class Orders {

    public static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    public static final Instant LATER = NOW.plusSeconds(7);
    public static final OrderId ID =
            OrderId.forCustomer(UUID.fromString("019b7000-0000-7000-8000-000000000000"), "alice");
    public static final SealedText SEALED = new SealedText("key-1", "bm9uY2U=", "Y2lwaGVy");
    public static final Payment PAID =
            new Payment(UUID.fromString("019b7000-0000-7000-8000-00000000000a"), "CHARGED", null);
    public static final Shipment SHIPPED = new Shipment(
            UUID.fromString("019b7000-0000-7000-8000-00000000000b"),
            "SCHEDULED",
            "Lux",
            "T-1",
            LocalDate.parse("2026-01-03"));
    public static final Rejection DECLINED = new Rejection("payment", "card_declined", null);
    public static final Rejection ABANDONED = new Rejection("payment", "abandoned", "given up by an operator");
    public static final List<OrderLine> LINES = List.of(
            OrderLine.of("SKU-1", "One", 2, new Money(250, "EUR")),
            OrderLine.of("SKU-2", "Two", 1, new Money(1_000, "EUR")));

    public static final OrderEvent.Placed PLACED =
            new OrderEvent.Placed(ID, "alice", LINES, new Money(1_500, "EUR"), "pm_card_ok", SEALED, NOW);
    public static final OrderEvent.CancelRequested CANCEL_REQUESTED = new OrderEvent.CancelRequested(SEALED, LATER);
    public static final OrderEvent.Confirmed CONFIRMED = new OrderEvent.Confirmed(PAID, SHIPPED, LATER);
    public static final OrderEvent.Rejected REJECTED = new OrderEvent.Rejected(DECLINED, null, null, LATER);
    public static final OrderEvent.Cancelled CANCELLED = new OrderEvent.Cancelled(null, null, LATER);

    public static final OrderCommand.Place PLACE =
            new OrderCommand.Place(ID, "alice", LINES, "pm_card_ok", SEALED, NOW);
    public static final OrderCommand.RequestCancel REQUEST_CANCEL = new OrderCommand.RequestCancel(SEALED, LATER);
    public static final OrderCommand.Confirm CONFIRM = new OrderCommand.Confirm(PAID, SHIPPED, LATER);
    public static final OrderCommand.Reject REJECT = new OrderCommand.Reject(DECLINED, null, null, LATER);
    public static final OrderCommand.Reject ABANDON = new OrderCommand.Reject(ABANDONED, null, null, LATER);
    public static final OrderCommand.Cancel CANCEL = new OrderCommand.Cancel(null, null, LATER);

    private Orders() {}
}
