package dev.bulwark.order.placement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import dev.bulwark.order.OrderAnnouncements;
import dev.bulwark.order.OrderMeter;
import dev.bulwark.order.catalogue.Catalogue;
import dev.bulwark.order.catalogue.CatalogueUnavailableException;
import dev.bulwark.order.catalogue.Product;
import dev.bulwark.order.domain.Decision;
import dev.bulwark.order.domain.OrderCommand;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.OrderLine;
import dev.bulwark.order.keys.PersonalDataVault;
import dev.bulwark.order.log.EventStore;
import dev.bulwark.order.log.OrderChange;
import dev.bulwark.order.log.StoredOrder;
import dev.bulwark.platform.core.Ids;
import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.trace.TraceContext;
import dev.bulwark.platform.http.jdbc.AfterCommit;
import dev.bulwark.platform.messaging.outbox.OutboxBacklog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Places orders: first everything that may call others, then one short transaction. */
@Component
public class OrderPlacement {

    private final Catalogue catalogue;
    private final PersonalDataVault vault;
    private final EventStore store;
    private final OrderAnnouncements announcements;
    private final OutboxBacklog backlog;
    private final Ids ids;
    private final Counter placed;

    OrderPlacement(
            Catalogue catalogue,
            PersonalDataVault vault,
            EventStore store,
            OrderAnnouncements announcements,
            OutboxBacklog backlog,
            Ids ids,
            MeterRegistry meters) {
        this.catalogue = catalogue;
        this.vault = vault;
        this.store = store;
        this.announcements = announcements;
        this.backlog = backlog;
        this.ids = ids;
        this.placed = OrderMeter.ORDERS.counter(meters, "PENDING");
    }

    /**
     * Prices the lines, seals the personal data and decides. Outside any transaction.
     *
     * @throws UnknownProductException if a sku is not offered
     * @throws CatalogueUnavailableException if the catalogue does not answer
     */
    public OrderChange prepare(NewOrder order) {
        String customer = order.customerId();
        List<OrderLine> lines = price(order.quantities());
        OrderId id = OrderId.forCustomer(ids.next(), customer);
        OrderCommand.Place command = new OrderCommand.Place(
                id, customer, lines, order.paymentMethod(), vault.seal(id, customer, order.personalData()), id.time());
        return StoredOrder.absent(id).change(accept(command), TraceContext.currentTraceparent());
    }

    private List<OrderLine> price(Map<String, Integer> quantities) {
        Map<String, Product> products = catalogue.find(quantities.keySet());
        TreeSet<String> unknown = new TreeSet<>(quantities.keySet());
        unknown.removeAll(products.keySet());
        if (!unknown.isEmpty()) {
            throw new UnknownProductException(unknown);
        }
        Map<String, OrderLine> lines = new LinkedHashMap<>();
        try {
            quantities.forEach((sku, quantity) -> {
                Product product = products.get(sku);
                if (product != null) {
                    lines.put(sku, OrderLine.of(sku, product.name(), quantity, product.price()));
                }
            });
        } catch (ArithmeticException e) {
            throw unpayable(e);
        }
        return List.copyOf(lines.values());
    }

    /**
     * Records the orders and announces them, in the caller's transaction, in two statements.
     *
     * @throws dev.bulwark.platform.messaging.outbox.OutboxFullException while too many messages wait for the broker
     */
    public void record(List<OrderChange> orders) {
        backlog.requireRoom();
        store.append(orders);
        announcements.announce(orders);
        int count = orders.size();
        AfterCommit.run(() -> placed.increment(count));
    }

    private static Decision.Accepted accept(OrderCommand.Place command) {
        try {
            if (StoredOrder.absent(command.orderId()).decide(command) instanceof Decision.Accepted accepted) {
                return accepted;
            }
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw unpayable(e);
        }
        throw new IllegalStateException("a new order must be accepted: " + command.orderId());
    }

    private static RuntimeException unpayable(RuntimeException cause) {
        return Problem.of(422, "unpayable-order", "The order has no total that could be charged")
                .detail("Its products have different currencies, or the sum is too large.")
                .exception(cause);
    }
}
