package dev.bulwark.saga.audit;

import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** One source read from a range's beginning to its end. Holds the page it is at and the one after it, which is fetched meanwhile. */
final class FactStream<F extends Fact> {

    private final Source<F> source;
    private final IdRange range;
    private final ParallelFetch ahead;
    private final Consumer<Finding> strays;
    private Iterator<F> page = List.<F>of().iterator();
    private @Nullable Supplier<Source.Page<F>> following;
    private @Nullable F head;

    /** Asks for the first page at once, and waits for it when it is needed. */
    FactStream(Source<F> source, IdRange range, ParallelFetch ahead, Consumer<Finding> strays) {
        this.source = source;
        this.range = range;
        this.ahead = ahead;
        this.strays = strays;
        this.following = ahead.start(() -> source.page(range, null));
    }

    /** The order that the next fact is about; null at the end. */
    @Nullable
    UUID peek() {
        while (head == null) {
            if (page.hasNext()) {
                F next = page.next();
                if (range.isBefore(next.orderId())) {
                    page = List.<F>of().iterator();
                    following = null;
                } else if (!range.isAfter(next.orderId())) {
                    head = next;
                }
            } else if (!turnPage()) {
                return null;
            }
        }
        return head.orderId();
    }

    /** Moves every fact about this order into the list. */
    void take(UUID orderId, List<Fact> into) {
        while (orderId.equals(peek())) {
            Fact taken = head;
            if (taken == null) {
                throw new IllegalStateException("nothing where something was seen");
            }
            into.add(taken);
            head = null;
            UUID next = peek();
            if (next != null && UuidOrder.compare(next, orderId) < 0) {
                throw new IllegalStateException(source.name() + " told of " + next + " after " + orderId);
            }
        }
    }

    private boolean turnPage() {
        if (following == null) {
            return false;
        }
        Source.Page<F> turned = following.get();
        boolean goesBeyond = !turned.facts().isEmpty()
                && range.isBefore(turned.facts().getLast().orderId());
        String cursor = goesBeyond ? null : turned.next();
        following = cursor == null ? null : ahead.start(() -> source.page(range, cursor));
        page = turned.facts().iterator();
        turned.strays().forEach(strays);
        return true;
    }
}
