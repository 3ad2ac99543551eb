package dev.bulwark.order.log;

import java.util.List;

import dev.bulwark.order.domain.Money;
import dev.bulwark.order.domain.OrderDecider;
import dev.bulwark.order.domain.OrderEvent;
import dev.bulwark.order.domain.OrderState;
import dev.bulwark.order.domain.Orders;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventCodecTest {

    private final EventCodec codec = new EventCodec();

    @Test
    void eventsComeBackAsTheyWere() {
        for (OrderEvent event :
                List.of(Orders.PLACED, Orders.CANCEL_REQUESTED, Orders.CONFIRMED, Orders.REJECTED, Orders.CANCELLED)) {
            EventCodec.Type type = codec.typeOf(event);
            assertThat(codec.read(type.name(), type.schema(), codec.write(event)))
                    .isEqualTo(event);
        }
    }

    /** What is in the log can't be migrated: this text is never edited. */
    @Test
    void theFirstSchemaStaysReadable() {
        String written = """
                {"orderId":"019b7000-0000-7000-8000-0000000003bc","customerId":"alice",
                 "lines":[{"sku":"SKU-1","name":"One","quantity":2,"unitPrice":{"amount":250,"currency":"EUR"},
                           "lineTotal":{"amount":500,"currency":"EUR"}}],
                 "total":{"amount":500,"currency":"EUR"},"paymentMethod":"pm_card_ok",
                 "personalData":{"keyId":"key-1","nonce":"bm9uY2U=","ciphertext":"Y2lwaGVy"},
                 "at":"2026-01-01T12:00:00Z"}""";
        OrderEvent.Placed placed = (OrderEvent.Placed) codec.read("order.placed", 1, written);
        assertThat(placed.total()).isEqualTo(new Money(500, "EUR"));
        assertThat(placed.orderId().toString()).isEqualTo("019b7000-0000-7000-8000-0000000003bc");
        assertThat(placed.at()).isEqualTo(Orders.NOW);
    }

    @Test
    void snapshotsComeBackAsTheyWere() {
        OrderState.Existing pending = OrderDecider.evolve(OrderDecider.initial(), Orders.PLACED);
        for (OrderState.Existing state : List.of(
                pending,
                OrderDecider.evolve(pending, Orders.CANCEL_REQUESTED),
                OrderDecider.evolve(pending, Orders.CONFIRMED),
                OrderDecider.evolve(pending, Orders.REJECTED),
                OrderDecider.evolve(pending, Orders.CANCELLED))) {
            assertThat(codec.readState(codec.writeState(state))).isEqualTo(state);
        }
    }

    @Test
    void anOldSchemaIsLiftedOneVersionAtATime() {
        // Schema 1 had the reason's code in one text with the step; schema 2 split it; schema 3 renamed 'why'.
        EventCodec lifting = new EventCodec(
                List.of(new EventCodec.Type("order.rejected", 3, OrderEvent.Rejected.class)),
                List.of(
                        new Lift("order.rejected", 1) {
                            @Override
                            public ObjectNode lift(ObjectNode data) {
                                String[] parts =
                                        data.remove("failure").stringValue().split("/", 2);
                                data.putObject("why").put("step", parts[0]).put("code", parts[1]);
                                return data;
                            }
                        },
                        new Lift("order.rejected", 2) {
                            @Override
                            public ObjectNode lift(ObjectNode data) {
                                data.set("rejection", data.remove("why"));
                                return data;
                            }
                        }));
        String old = """
                {"failure":"payment/card_declined","at":"2026-01-01T12:00:07Z"}""";
        assertThat(lifting.read("order.rejected", 1, old)).isEqualTo(Orders.REJECTED);
    }

    @Test
    void whatIsNewerOrUnknownIsRefused() {
        assertThatThrownBy(() -> codec.read("order.placed", 2, "{}")).hasMessageContaining("order.placed.v2");
        assertThatThrownBy(() -> codec.read("order.eaten", 1, "{}")).hasMessageContaining("order.eaten.v1");
    }

    @Test
    void aGapInTheUpcastersIsRefused() {
        EventCodec gap =
                new EventCodec(List.of(new EventCodec.Type("order.rejected", 2, OrderEvent.Rejected.class)), List.of());
        assertThatThrownBy(() -> gap.read("order.rejected", 1, "{}")).hasMessageContaining("from schema 1");
    }

    private abstract static class Lift implements Upcaster {

        private final String type;
        private final int from;

        Lift(String type, int from) {
            this.type = type;
            this.from = from;
        }

        @Override
        public String type() {
            return type;
        }

        @Override
        public int from() {
            return from;
        }
    }
}
