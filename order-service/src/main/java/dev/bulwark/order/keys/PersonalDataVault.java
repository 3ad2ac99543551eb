package dev.bulwark.order.keys;

import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.SealedText;
import org.jspecify.annotations.Nullable;

/**
 * Seals and opens personal data under the customer's key. May read another database, so never call it inside a transaction.
 *
 * <p>An erasure takes effect here at once, and everywhere within 30 s. Limit: an order placed on another instance within these seconds
 * may be sealed with the erased key; its address is lost, and shipping refuses it.
 */
public interface PersonalDataVault {

    SealedText seal(OrderId order, String customerId, PersonalData data);

    /** Seals a text of the customer's own, such as a reason. */
    SealedText seal(OrderId order, String customerId, String text);

    /** The content, or null once its key is erased. */
    @Nullable
    PersonalData open(OrderId order, SealedText sealed);

    /** As {@link #open}, of a text. */
    @Nullable
    String openText(OrderId order, SealedText sealed);

    /** Deletes the customer's key, and with it everything sealed so far. Has no effect if there is none. */
    void erase(String customerId);
}
