package dev.bulwark.contracts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import dev.bulwark.contracts.inventory.ProductListed;
import dev.bulwark.contracts.inventory.ReleaseStock;
import dev.bulwark.contracts.inventory.ReserveStock;
import dev.bulwark.contracts.inventory.StockLine;
import dev.bulwark.contracts.inventory.StockRefused;
import dev.bulwark.contracts.inventory.StockReleased;
import dev.bulwark.contracts.inventory.StockReserved;
import dev.bulwark.contracts.order.CancelOrder;
import dev.bulwark.contracts.order.ConfirmOrder;
import dev.bulwark.contracts.order.ConfirmRefused;
import dev.bulwark.contracts.order.OrderCancelRequested;
import dev.bulwark.contracts.order.OrderCancelled;
import dev.bulwark.contracts.order.OrderConfirmed;
import dev.bulwark.contracts.order.OrderItem;
import dev.bulwark.contracts.order.OrderPlaced;
import dev.bulwark.contracts.order.OrderRejected;
import dev.bulwark.contracts.order.PaymentFacts;
import dev.bulwark.contracts.order.RejectOrder;
import dev.bulwark.contracts.order.Rejection;
import dev.bulwark.contracts.order.ShipmentFacts;
import dev.bulwark.contracts.payment.ChargePayment;
import dev.bulwark.contracts.payment.PaymentCharged;
import dev.bulwark.contracts.payment.PaymentRefunded;
import dev.bulwark.contracts.payment.PaymentRefused;
import dev.bulwark.contracts.payment.RefundPayment;
import dev.bulwark.contracts.saga.CommandParked;
import dev.bulwark.contracts.saga.CommandUnparked;
import dev.bulwark.contracts.shipping.CancelShipment;
import dev.bulwark.contracts.shipping.ScheduleShipment;
import dev.bulwark.contracts.shipping.ShipmentCancelled;
import dev.bulwark.contracts.shipping.ShipmentRefused;
import dev.bulwark.contracts.shipping.ShipmentScheduled;

/** One message of every type, with every field set. */
final class Samples {

    private static final UUID ORDER = UUID.fromString("0190b5c0-7c3a-7a01-8a01-000000000001");
    private static final UUID PAYMENT = UUID.fromString("0190b5c0-7c3a-7a01-8a01-000000000002");
    private static final UUID SHIPMENT = UUID.fromString("0190b5c0-7c3a-7a01-8a01-000000000003");
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00.123Z");
    private static final LocalDate ETA = LocalDate.parse("2026-01-18");
    private static final Money PRICE = new Money(12_990, "EUR");
    private static final Sealed SEALED = new Sealed("key-1", "bm9uY2Vub25jZTEy", "Y2lwaGVydGV4dA==");
    private static final PaymentFacts CHARGED = new PaymentFacts(PAYMENT, "CHARGED", null);
    private static final PaymentFacts REFUSED = new PaymentFacts(PAYMENT, "REFUSED", "card_declined");
    private static final ShipmentFacts SCHEDULED =
            new ShipmentFacts(SHIPMENT, "SCHEDULED", "Lynx Express", "LX-0001", ETA);
    private static final Rejection DECLINED = new Rejection("payment", "card_declined", "do not honour");

    static final List<Object> ALL = List.of(
            new CommandParked(
                    ORDER,
                    ORDER + ":payment",
                    "payments",
                    "payment-commands-17",
                    "payment.charge.v1",
                    "a charge must be positive"),
            new CommandUnparked(
                    ORDER, ORDER + ":payment", "payments", "payment-commands-17", "payment.charge.v1", "REDRIVEN"),
            new OrderPlaced(
                    ORDER,
                    "alice",
                    List.of(new OrderItem("SKU-0001", "Anvil", 2, PRICE, PRICE.times(2))),
                    PRICE.times(2),
                    "pm_card_ok",
                    SEALED,
                    NOON),
            new ConfirmOrder(ORDER, CHARGED, SCHEDULED),
            new RejectOrder(ORDER, DECLINED, REFUSED, SCHEDULED),
            new CancelOrder(ORDER, CHARGED, SCHEDULED),
            new OrderConfirmed(ORDER, CHARGED, SCHEDULED, NOON),
            new ConfirmRefused(ORDER, "cancel_requested"),
            new OrderRejected(ORDER, DECLINED, REFUSED, SCHEDULED, NOON),
            new OrderCancelRequested(ORDER, NOON),
            new OrderCancelled(ORDER, CHARGED, SCHEDULED, NOON),
            new ReserveStock(ORDER, List.of(new StockLine("SKU-0001", 2))),
            new ReleaseStock(ORDER),
            new StockReserved(ORDER),
            new StockRefused(ORDER, "out_of_stock", "SKU-0001: 1 left"),
            new StockReleased(ORDER),
            new ProductListed("SKU-0001", "Anvil", PRICE),
            new ChargePayment(ORDER, "alice", PRICE, "pm_card_ok"),
            new RefundPayment(ORDER),
            new PaymentCharged(ORDER, PAYMENT, PRICE),
            new PaymentRefused(ORDER, PAYMENT, "card_declined", "do not honour"),
            new PaymentRefunded(ORDER, PAYMENT, PRICE),
            new ScheduleShipment(ORDER, "alice", SEALED, 2),
            new CancelShipment(ORDER),
            new ShipmentScheduled(ORDER, SHIPMENT, "Lynx Express", "LX-0001", ETA),
            new ShipmentRefused(ORDER, SHIPMENT, "address_undeliverable", "no such place"),
            new ShipmentCancelled(ORDER, SHIPMENT));

    private Samples() {}
}
