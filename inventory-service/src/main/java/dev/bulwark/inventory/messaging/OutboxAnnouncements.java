package dev.bulwark.inventory.messaging;

import java.util.List;

import dev.bulwark.contracts.Money;
import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.inventory.ProductListed;
import dev.bulwark.inventory.Announcements;
import dev.bulwark.inventory.ProductView;
import dev.bulwark.platform.core.trace.TraceContext;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.OutgoingMessage;
import dev.bulwark.platform.messaging.outbox.Outbox;
import org.springframework.stereotype.Component;

/** {@link Announcements} on {@link Topics#INVENTORY_EVENTS}, keyed by sku, in the order of the product's versions. */
@Component
final class OutboxAnnouncements implements Announcements {

    private final Outbox outbox;
    private final MessageFactory messages;

    OutboxAnnouncements(Outbox outbox, MessageFactory messages) {
        this.outbox = outbox;
        this.messages = messages;
    }

    @Override
    public void listed(List<ProductView> products) {
        outbox.add(products.stream().map(this::message).toList());
    }

    private OutgoingMessage message(ProductView product) {
        Money price = new Money(product.price().amount(), product.price().currency());
        return messages.event(
                Topics.INVENTORY_EVENTS,
                product.sku(),
                new ProductListed(product.sku(), product.name(), price),
                product.version(),
                TraceContext.currentTraceparent());
    }
}
