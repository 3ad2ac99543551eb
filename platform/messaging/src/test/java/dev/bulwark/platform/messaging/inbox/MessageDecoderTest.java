package dev.bulwark.platform.messaging.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.contracts.Money;
import dev.bulwark.contracts.inventory.ProductListed;
import dev.bulwark.contracts.inventory.StockReserved;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.MessageCodec;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MessageDecoderTest {

    private static final UUID ORDER = UUID.fromString("0190a0b1-c2d3-7e4f-8a5b-6c7d8e9fabcd");

    private final MessageCodec codec = new MessageCodec();
    private final MessageDecoder decoder = new MessageDecoder(new Handler(), codec, day -> true);

    @Test
    void aMessageIsWhatItsKeySays() {
        assertThat(fault(ORDER.toString(), new StockReserved(ORDER))).isNull();
        assertThat(fault("SKU-1", new ProductListed("SKU-1", "Lamp", new Money(1, "EUR"))))
                .isNull();
    }

    @Test
    void aMessageUnderAnotherKeyIsAFaultForEveryConsumer() {
        String id = ORDER.toString();
        for (String key : new String[] {
            null, "", "SKU-1", new UUID(0, 1).toString(), id.toUpperCase(Locale.ROOT), id.substring(1), id + " "
        }) {
            assertThat(fault(key, new StockReserved(ORDER)))
                    .as("key %s", key)
                    .isEqualTo("the record's key isn't that of the message in it");
        }
        assertThat(fault("sku-1", new ProductListed("SKU-1", "Lamp", new Money(1, "EUR"))))
                .isNotNull();
        assertThat(fault("null", new StockReserved(ORDER), "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isNotNull();
    }

    private String fault(String key, Object body) {
        return fault(key, body, codec.encode(body));
    }

    private String fault(String key, Object body, byte[] payload) {
        Map<String, String> headers = Map.of(MessageHeaders.TYPE, MessageCodec.typeOf(body.getClass()));
        Decoded decoded = decoder.decode(
                new IncomingMessage("topic", 0, 0, Instant.EPOCH, key, new UUID(7, 7), false, headers, payload));
        assertThat(decoded.delivery() == null).isEqualTo(decoded.fault() != null);
        return decoded.fault();
    }

    private static final class Handler implements BatchHandler<Object> {

        @Override
        public String consumer() {
            return "test";
        }

        @Override
        public String topic() {
            return "topic";
        }

        @Override
        public Set<Class<?>> types() {
            return Set.of(StockReserved.class, ProductListed.class);
        }

        @Override
        public Object prefetch(List<Delivery> batch) {
            return batch;
        }

        @Override
        public void handle(Delivery delivery, Object work) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void flush(Object work) {
            throw new UnsupportedOperationException();
        }
    }
}
