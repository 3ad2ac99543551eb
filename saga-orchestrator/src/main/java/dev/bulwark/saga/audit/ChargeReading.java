package dev.bulwark.saga.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import dev.bulwark.platform.http.audit.RangeDigest;
import org.jspecify.annotations.Nullable;

/**
 * The provider's book, read once from one of its pages on. A provider gives its book in pages and nothing else, so we make the digests
 * ourselves, the same that payment-service makes; what is remembered is on which page each range begins. For one thread at a time.
 */
final class ChargeReading {

    private final Source<Fact.Charge> book;
    private final ParallelFetch ahead;
    private final List<Finding> strays = new ArrayList<>();
    private Iterator<Fact.Charge> page = List.<Fact.Charge>of().iterator();
    /** Of the page that the head is on; null for the book's first. */
    private @Nullable String cursor;

    private @Nullable String nextCursor;
    private @Nullable Supplier<Source.Page<Fact.Charge>> following;
    private Fact.@Nullable Charge head;
    private UUID newest = IdRange.LOWEST;

    /** @param cursor of the page to begin with; null for the book's first */
    ChargeReading(Source<Fact.Charge> book, @Nullable String cursor, ParallelFetch ahead) {
        this.book = book;
        this.ahead = ahead;
        this.nextCursor = cursor;
        this.following = ahead.start(() -> book.page(IdRange.ALL, cursor));
    }

    /** What the book says of a range, and the page on which that begins. */
    record Read(RangeDigest digest, @Nullable String cursor) {}

    /** The next range; what lies before it is passed over. */
    Read read(IdRange range) {
        for (Fact.Charge charge = peek(); charge != null && range.isAfter(charge.orderId()); charge = peek()) {
            head = null;
        }
        String begins = cursor;
        MessageDigest md5 = md5();
        long rows = 0;
        long charged = 0;
        for (Fact.Charge charge = peek(); charge != null && !range.isBefore(charge.orderId()); charge = peek()) {
            rows++;
            if (charge.captured() != 0 || charge.refunded() != 0) {
                md5.update(line(charge, charged == 0).getBytes(StandardCharsets.UTF_8));
                charged++;
            }
            head = null;
        }
        Map<String, String> claims =
                charged == 0 ? Map.of() : Map.of("charged", HexFormat.of().formatHex(md5.digest()));
        return new Read(new RangeDigest(rows, 0, null, claims), begins);
    }

    /** What was found on the pages so far that belongs to no order; told once. */
    List<Finding> takeStrays() {
        List<Finding> taken = List.copyOf(strays);
        strays.clear();
        return taken;
    }

    /** As payment-service writes it: {@code concat_ws('|', …)}, with commas between. */
    private static String line(Fact.Charge charge, boolean isFirst) {
        String line = (isFirst ? "" : ",") + charge.orderId() + "|" + charge.captured() + "|" + charge.refunded();
        return charge.currency() == null ? line : line + "|" + charge.currency();
    }

    private Fact.@Nullable Charge peek() {
        while (head == null) {
            if (page.hasNext()) {
                head = inOrder(page.next());
            } else if (!turnPage()) {
                return null;
            }
        }
        return head;
    }

    private Fact.Charge inOrder(Fact.Charge charge) {
        if (UuidOrder.compare(charge.orderId(), newest) < 0) {
            throw new IllegalStateException(book.name() + " told of " + charge.orderId() + " after " + newest);
        }
        newest = charge.orderId();
        return charge;
    }

    private boolean turnPage() {
        if (following == null) {
            return false;
        }
        Source.Page<Fact.Charge> turned = following.get();
        cursor = nextCursor;
        String next = turned.next();
        nextCursor = next;
        following = next == null ? null : ahead.start(() -> book.page(IdRange.ALL, next));
        page = turned.facts().iterator();
        strays.addAll(turned.strays());
        return true;
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
