package dev.bulwark.order.web;

import dev.bulwark.order.keys.PersonalData;
import dev.bulwark.order.keys.PersonalDataVault;
import dev.bulwark.order.view.OrderDocument;
import org.springframework.stereotype.Component;

/** Opens documents for their owner. */
@Component
class OrderBodies {

    private final PersonalDataVault vault;

    OrderBodies(PersonalDataVault vault) {
        this.vault = vault;
    }

    /** @param etag the revision; another one once the personal data is gone, for then the body is another */
    record Opened(OrderBody body, String etag) {}

    Opened open(OrderDocument document) {
        PersonalData data = vault.open(document.id(), document.personalData());
        String etag = '"' + document.revision() + (data == null ? ".erased" : "") + '"';
        return new Opened(OrderBody.of(document, data), etag);
    }
}
