package dev.bulwark.saga.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.bulwark.saga.domain.Step;
import org.jspecify.annotations.Nullable;

/**
 * The provider's book by our orders. Its keys are the payment steps' ids, so their order is that of the orders; any other key is a stray.
 *
 * <p>Where in the book a range begins nobody can say beforehand: without a cursor a page is the book's first.
 */
final class ChargeSource implements Source<Fact.Charge> {

    private static final String SUFFIX = ":" + Step.PAYMENT.id();
    private static final int UUID_CHARS = 36;

    private final ProviderBook book;

    ChargeSource(ProviderBook book) {
        this.book = book;
    }

    @Override
    public String name() {
        return "the payment provider";
    }

    @Override
    public Page<Fact.Charge> page(IdRange range, @Nullable String cursor) {
        ProviderBook.Page page = book.page(cursor);
        List<Fact.Charge> charges = new ArrayList<>(page.items().size());
        List<Finding> strays = new ArrayList<>();
        for (ProviderBook.Entry entry : page.items()) {
            UUID order = orderOf(entry);
            if (order == null) {
                stray(entry, strays);
            } else {
                charges.add(charge(order, entry));
            }
        }
        return new Page<>(charges, strays, page.nextCursor());
    }

    @Override
    public List<Fact.Charge> of(UUID orderId) {
        return book.find(orderId + SUFFIX).map(entry -> charge(orderId, entry)).stream()
                .toList();
    }

    private static Fact.Charge charge(UUID order, ProviderBook.Entry entry) {
        return new Fact.Charge(order, entry.currency(), entry.captured(), entry.refunded());
    }

    /** Null if the key isn't the one that we give. */
    private static @Nullable UUID orderOf(ProviderBook.Entry entry) {
        String key = entry.key();
        if (key.length() != UUID_CHARS + SUFFIX.length() || !key.endsWith(SUFFIX)) {
            return null;
        }
        String order = key.substring(0, UUID_CHARS);
        if (entry.orderId() != null && !entry.orderId().equals(order)) {
            return null;
        }
        return parse(order);
    }

    private static void stray(ProviderBook.Entry entry, List<Finding> strays) {
        if (entry.captured() == 0) {
            return;
        }
        String remedy = "refund it at the provider; find out who charged with this key";
        String detail = "the provider captured " + entry.captured() + " under a key that is no payment step's";
        strays.add(new Finding(Invariant.I2, entry.key(), detail, remedy));
        if (entry.orderId() != null && parse(entry.orderId()) != null) {
            strays.add(new Finding(Invariant.I5, entry.orderId(), detail + ": " + entry.key(), remedy));
        }
    }

    /** Null if it isn't an id as we write them: in lower case, for otherwise it would sort elsewhere. */
    private static @Nullable UUID parse(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? id : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
