package dev.bulwark.order.keys;

import java.nio.charset.StandardCharsets;

import dev.bulwark.contracts.Sealed;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.SealedText;
import dev.bulwark.platform.sealed.Opener;
import dev.bulwark.platform.sealed.Sealer;
import org.jspecify.annotations.Nullable;

/** Seals personal data as {@link dev.bulwark.contracts.order.PersonalData}, which shipping-service opens too. */
class SealedVault implements PersonalDataVault {

    private final CustomerKeys keys;
    private final Sealer sealer;
    private final Opener opener;

    SealedVault(CustomerKeys keys, Sealer sealer, Opener opener) {
        this.keys = keys;
        this.sealer = sealer;
        this.opener = opener;
    }

    @Override
    public SealedText seal(OrderId order, String customerId, PersonalData data) {
        ShippingAddress a = data.shippingAddress();
        var wire = new dev.bulwark.contracts.order.PersonalData(
                new dev.bulwark.contracts.order.ShippingAddress(
                        a.name(), a.line1(), a.line2(), a.city(), a.region(), a.postalCode(), a.country()),
                data.note());
        return text(sealer.seal(order.value(), customerId, wire));
    }

    @Override
    public SealedText seal(OrderId order, String customerId, String text) {
        return text(sealer.seal(order.value(), customerId, text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public @Nullable PersonalData open(OrderId order, SealedText sealed) {
        return opener.open(order.value(), wire(sealed), dev.bulwark.contracts.order.PersonalData.class)
                .map(data -> {
                    var a = data.shippingAddress();
                    return new PersonalData(
                            new ShippingAddress(
                                    a.name(), a.line1(), a.line2(), a.city(), a.region(), a.postalCode(), a.country()),
                            data.note());
                })
                .orElse(null);
    }

    @Override
    public @Nullable String openText(OrderId order, SealedText sealed) {
        return opener.open(order.value(), wire(sealed))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse(null);
    }

    @Override
    public void erase(String customerId) {
        keys.erase(customerId);
    }

    private static SealedText text(Sealed sealed) {
        return new SealedText(sealed.keyId(), sealed.nonce(), sealed.ciphertext());
    }

    private static Sealed wire(SealedText sealed) {
        return new Sealed(sealed.keyId(), sealed.nonce(), sealed.ciphertext());
    }
}
