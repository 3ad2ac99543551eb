package dev.bulwark.order.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.bulwark.contracts.Money;
import dev.bulwark.contracts.Sealed;
import dev.bulwark.contracts.order.OrderItem;
import dev.bulwark.contracts.order.OrderPlaced;
import dev.bulwark.contracts.order.PersonalData;
import dev.bulwark.contracts.order.ShippingAddress;
import dev.bulwark.order.domain.OrderDecider;
import dev.bulwark.order.domain.OrderLine;
import dev.bulwark.order.placement.NewOrder;
import dev.bulwark.platform.core.problem.ProblemException;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.testing.MadeUpTexts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every order that is admitted can be sealed, announced, reserved, charged and shipped. */
class AdmittedOrderPropertyTest {

    private static final int SEEDS = 3_000;
    /** What inventory-service takes as a price at most. */
    private static final long MAX_PRICE = 10_000_000_000L;
    /** The integers that a reader of JSON with floating-point numbers still tells apart. */
    private static final long SAFE_INTEGER = (1L << 53) - 1;
    /** The outbox checks it. */
    private static final int MAX_PAYLOAD_BYTES = 921_600;
    /** The carrier's format has five digits. */
    private static final int MOST_PIECES = 99_999;

    private final MessageCodec codec = new MessageCodec();

    @Test
    void itsTextsComeOutOfTheSealAsTheyWentIn() {
        int passed = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            MadeUpTexts texts = new MadeUpTexts(seed);
            String name = texts.next(3);
            String line = texts.next(3);
            String city = texts.next(3);
            String postalCode = texts.next(2);
            String note = texts.next(4);
            NewOrder valid = admitted(new PlaceOrderRequest(
                            List.of(new PlaceOrderRequest.Item("SKU-0001", 1)),
                            "pm_card_ok",
                            new PlaceOrderRequest.Address(name, line, line, city, city, postalCode, "DE"),
                            note))
                    .orElse(null);
            if (valid == null) {
                continue;
            }
            passed++;
            var address = valid.personalData().shippingAddress();
            assertThat(address.name()).as("seed %d", seed).isEqualTo(name);
            assertThat(address.postalCode()).as("seed %d", seed).isEqualTo(postalCode);
            assertThat(valid.personalData().note()).as("seed %d", seed).isEqualTo(note.isEmpty() ? null : note);
            PersonalData wire = new PersonalData(
                    new ShippingAddress(
                            address.name(),
                            address.line1(),
                            address.line2(),
                            address.city(),
                            address.region(),
                            address.postalCode(),
                            address.country()),
                    valid.personalData().note());
            assertThat(codec.decode(codec.encode(wire), PersonalData.class))
                    .as("seed %d", seed)
                    .isEqualTo(wire);
        }
        assertThat(passed).isGreaterThan(SEEDS / 50);
    }

    @Test
    void itsTotalIsExactAndItsPiecesCanBeCounted() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            MadeUpTexts numbers = new MadeUpTexts(seed);
            var unit = new dev.bulwark.order.domain.Money(numbers.number(MAX_PRICE), "EUR");
            int items = 1 + (int) numbers.number(PlaceOrderRules.MAX_ITEMS - 1);
            List<OrderLine> lines = IntStream.range(0, items)
                    .mapToObj(i -> OrderLine.of(
                            "SKU-0001", "Desk", 1 + (int) numbers.number(PlaceOrderRules.MAX_QUANTITY - 1), unit))
                    .toList();
            int pieces = lines.stream().mapToInt(OrderLine::quantity).sum();
            assertThat(OrderDecider.total(lines).amount())
                    .as("seed %d", seed)
                    .isEqualTo(Math.multiplyExact(unit.amount(), (long) pieces))
                    .isBetween(0L, SAFE_INTEGER);
            assertThat(pieces).as("seed %d", seed).isBetween(1, MOST_PIECES);
        }
    }

    /** Three bytes a character are the most that UTF-8 needs for one of Java's. */
    @Test
    void theLargestOrderFitsIntoAMessage() {
        List<OrderItem> items = IntStream.range(0, PlaceOrderRules.MAX_ITEMS)
                .mapToObj(i -> new OrderItem(
                        "S".repeat(64),
                        "\u8a9e".repeat(200),
                        PlaceOrderRules.MAX_QUANTITY,
                        new Money(MAX_PRICE, "EUR"),
                        new Money(MAX_PRICE * PlaceOrderRules.MAX_QUANTITY, "EUR")))
                .toList();
        ShippingAddress address = new ShippingAddress(
                "\u8a9e".repeat(200),
                "\u8a9e".repeat(200),
                "\u8a9e".repeat(200),
                "\u8a9e".repeat(100),
                "\u8a9e".repeat(100),
                "\u8a9e".repeat(16),
                "DE");
        byte[] plain = codec.encode(new PersonalData(address, "\"".repeat(1_000)));
        Sealed sealed = new Sealed(UUID.randomUUID().toString(), "n".repeat(16), base64(plain.length + 16));
        OrderPlaced placed = new OrderPlaced(
                UUID.randomUUID(),
                "c".repeat(255),
                items,
                new Money(MAX_PRICE, "EUR"),
                "p".repeat(64),
                sealed,
                Instant.parse("2026-01-01T12:00:00.123456789Z"));
        assertThat(codec.encode(placed).length).isLessThan(MAX_PAYLOAD_BYTES);
    }

    private static String base64(int bytes) {
        return new String(Base64.getEncoder().encode(new byte[bytes]), StandardCharsets.US_ASCII);
    }

    private static Optional<NewOrder> admitted(PlaceOrderRequest request) {
        try {
            return Optional.of(PlaceOrderRules.check("customer", request));
        } catch (ProblemException e) {
            assertThat(e.problem().status()).isEqualTo(400);
            assertThat(e.problem().errors()).isNotEmpty();
            return Optional.empty();
        }
    }
}
