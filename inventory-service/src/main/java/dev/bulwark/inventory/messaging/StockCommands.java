package dev.bulwark.inventory.messaging;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.bulwark.contracts.inventory.ReleaseStock;
import dev.bulwark.contracts.inventory.ReserveStock;
import dev.bulwark.contracts.inventory.StockLine;
import dev.bulwark.inventory.domain.Line;
import dev.bulwark.inventory.domain.Lines;
import dev.bulwark.inventory.domain.StockCommand;
import dev.bulwark.platform.core.value.Sku;
import dev.bulwark.platform.messaging.UndecodableMessageException;
import dev.bulwark.platform.messaging.inbox.Delivery;
import org.jspecify.annotations.Nullable;

/** Commands from the wire to the domain; what a sender left out or got wrong makes the message undecodable. */
final class StockCommands {

    private StockCommands() {}

    static UUID orderOf(Delivery delivery) {
        return switch (delivery.body()) {
            case ReserveStock(UUID order, List<StockLine> _) -> present(order, "orderId");
            case ReleaseStock(UUID order) -> present(order, "orderId");
            default -> throw unexpected(delivery);
        };
    }

    static StockCommand commandOf(Delivery delivery, Instant now) {
        return switch (delivery.body()) {
            case ReserveStock reserve -> new StockCommand.Reserve(linesOf(reserve), expired(delivery, now));
            case ReleaseStock _ -> new StockCommand.Release();
            default -> throw unexpected(delivery);
        };
    }

    /** The skus that the batch's commands name; a sku that is no text is left to {@link #commandOf} to complain of. */
    static Set<String> skusOf(List<Delivery> batch) {
        Set<String> skus = new HashSet<>();
        for (Delivery delivery : batch) {
            if (delivery.body() instanceof ReserveStock reserve) {
                skus.addAll(linesOf(reserve).skus());
            }
        }
        return skus;
    }

    private static Lines linesOf(ReserveStock reserve) {
        try {
            return Lines.of(present(reserve.lines(), "lines").stream()
                    .map(StockCommands::lineOf)
                    .toList());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UndecodableMessageException("lines that make no sense: " + e.getMessage(), e);
        }
    }

    private static Line lineOf(@Nullable StockLine line) {
        StockLine present = present(line, "lines");
        String sku = present(present.sku(), "sku");
        if (!Sku.isValid(sku)) {
            throw new UndecodableMessageException("a line whose sku is none", null);
        }
        return new Line(sku, present.quantity());
    }

    private static boolean expired(Delivery delivery, Instant now) {
        Instant expires = delivery.expires();
        return expires != null && !now.isBefore(expires);
    }

    /** Jackson leaves a component null that the sender left out. */
    private static <T> T present(@Nullable T value, String name) {
        if (value == null) {
            throw new UndecodableMessageException("a command without " + name, null);
        }
        return value;
    }

    private static IllegalArgumentException unexpected(Delivery delivery) {
        return new IllegalArgumentException(
                "no command of ours: " + delivery.message().type());
    }
}
