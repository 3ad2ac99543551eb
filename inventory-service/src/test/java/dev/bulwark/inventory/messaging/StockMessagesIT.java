package dev.bulwark.inventory.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.inventory.ReleaseStock;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.testing.KafkaProbe;
import dev.bulwark.testing.Servers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class StockMessagesIT extends MessagesSuite {

    private static final String RESERVED = "inventory.stock-reserved.v1";
    private static final String REFUSED = "inventory.stock-refused.v1 ";
    private static final String RELEASED = "inventory.stock-released.v1";

    @Test
    void over_the_broker_an_order_is_reserved_and_committed() {
        String sku = product(3);
        UUID order = order();
        try (KafkaProbe probe = Servers.kafka().probe()) {
            send(probe, incoming.reserve(order, line(sku, 2)));

            assertThat(answers(order, 1)).containsExactly(RESERVED);
            var answer = probe.records(Topics.SAGA_REPLIES, order.toString()).getFirst();
            assertThat(KafkaProbe.header(answer, MessageHeaders.SAGA)).isEqualTo(order.toString());
            assertThat(KafkaProbe.header(answer, MessageHeaders.STEP)).isEqualTo(order + ":stock");
            assertThat(KafkaProbe.text(answer)).isEqualTo("{\"orderId\":\"" + order + "\"}");
            assertThat(stock(sku)).isEqualTo(new Row(1, 2, 0));

            send(probe, incoming.confirmed(order));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(stock(sku)).isEqualTo(new Row(1, 0, 2)));
            assertThat(status(order)).isEqualTo("COMMITTED");
        }
    }

    @Test
    void a_message_that_comes_twice_is_answered_once_and_a_step_asked_twice_is_answered_twice() throws Exception {
        String sku = product(10);
        UUID order = order();
        IncomingMessage reserve = incoming.reserve(order, line(sku, 4));

        command(reserve, reserve, incoming.reserve(order, line(sku, 4)));
        command(reserve, incoming.reserve(order, line(sku, 4)));

        assertThat(answers(order, 3)).containsExactly(RESERVED, RESERVED, RESERVED);
        assertThat(stock(sku)).isEqualTo(new Row(6, 4, 0));

        IncomingMessage release = incoming.release(order);
        command(release, release, incoming.release(order));
        command(release);

        assertThat(answers(order, 5)).containsExactly(RESERVED, RESERVED, RESERVED, RELEASED, RELEASED);
        assertThat(stock(sku)).isEqualTo(new Row(10, 0, 0));
    }

    @Test
    void a_confirmation_that_comes_twice_commits_once() throws Exception {
        String sku = product(10);
        UUID order = order();
        command(incoming.reserve(order, line(sku, 4)));

        IncomingMessage confirmed = incoming.confirmed(order);
        events.run(List.of(confirmed, confirmed, incoming.confirmed(order)));
        events.run(List.of(incoming.confirmed(order)));

        assertThat(stock(sku)).isEqualTo(new Row(6, 0, 4));
        assertThat(parked("inventory-order-events", order)).isEmpty();
    }

    @Test
    void a_release_that_comes_first_leaves_a_tombstone() throws Exception {
        String sku = product(10);
        UUID separately = order();
        UUID together = order();

        command(incoming.release(separately));
        command(incoming.reserve(separately, line(sku, 1)));
        command(incoming.release(together), incoming.reserve(together, line(sku, 1)));

        assertThat(answers(separately, 2)).containsExactly(RELEASED, REFUSED + "compensated");
        assertThat(answers(together, 2)).containsExactly(RELEASED, REFUSED + "compensated");
        assertThat(status(separately)).isEqualTo("TOMBSTONE");
        assertThat(status(together)).isEqualTo("TOMBSTONE");
        assertThat(stock(sku)).isEqualTo(new Row(10, 0, 0));
    }

    @Test
    void refusals_name_their_reason_and_stay() throws Exception {
        String plenty = product(10);
        String scarce = product(1);
        UUID outOfStock = order();
        UUID unknown = order();
        UUID expired = order();

        command(
                incoming.reserve(outOfStock, line(plenty, 1), line(scarce, 1), line(scarce, 1)),
                incoming.reserve(unknown, line(plenty, 1), line("NO-SUCH-SKU", 1)),
                incoming.reserveUntil(Instant.now().minusMillis(1), expired, line(plenty, 1)));
        command(incoming.reserve(expired, line(plenty, 1)), incoming.reserve(outOfStock, line(plenty, 1)));

        assertThat(answers(outOfStock, 2)).containsExactly(REFUSED + "out_of_stock", REFUSED + "out_of_stock");
        assertThat(answers(unknown, 1)).containsExactly(REFUSED + "unknown_product");
        assertThat(answers(expired, 2)).containsExactly(REFUSED + "expired", REFUSED + "expired");
        assertThat(jdbc.queryForObject("SELECT detail FROM reservation WHERE order_id = ?", String.class, outOfStock))
                .startsWith(scarce + ":");
        assertThat(stock(plenty)).isEqualTo(new Row(10, 0, 0));
        assertThat(stock(scarce)).isEqualTo(new Row(1, 0, 0));
    }

    @Test
    void one_batch_may_hold_everything_and_later_messages_see_earlier_ones() throws Exception {
        String last = product(1);
        String other = product(5);
        UUID first = order();
        UUID late = order();
        UUID heir = order();
        UUID reservedBefore = order();
        command(incoming.reserve(reservedBefore, line(other, 5)));

        command(
                incoming.reserve(first, line(last, 1)),
                incoming.reserve(late, line(last, 1)),
                incoming.release(first),
                incoming.reserve(heir, line(last, 1), line(other, 2)),
                incoming.release(reservedBefore),
                incoming.release(heir),
                incoming.reserve(first, line(last, 1)));

        assertThat(answers(first, 3)).containsExactly(RESERVED, RELEASED, RESERVED);
        assertThat(answers(late, 1)).containsExactly(REFUSED + "out_of_stock");
        assertThat(answers(heir, 2)).containsExactly(REFUSED + "out_of_stock", RELEASED);
        assertThat(answers(reservedBefore, 2)).containsExactly(RESERVED, RELEASED);
        assertThat(stock(last)).isEqualTo(new Row(1, 0, 0));
        assertThat(stock(other)).isEqualTo(new Row(5, 0, 0));
    }

    @Test
    void a_confirmation_without_a_reservation_is_parked_and_its_neighbours_go_on() throws Exception {
        String sku = product(10);
        UUID sound = order();
        UUID unknown = order();
        UUID released = order();
        command(incoming.reserve(sound, line(sku, 1)), incoming.reserve(released, line(sku, 1)));
        command(incoming.release(released));

        events.run(List.of(incoming.confirmed(unknown), incoming.confirmed(sound), incoming.confirmed(released)));

        assertThat(stock(sku)).isEqualTo(new Row(9, 0, 1));
        assertThat(parked("inventory-order-events", unknown))
                .singleElement()
                .satisfies(cause -> assertThat(cause).contains("Commit of a reservation that is Unknown"));
        assertThat(parked("inventory-order-events", released)).hasSize(1);
        assertThat(parked("inventory-order-events", sound)).isEmpty();
    }

    @Test
    void a_release_behind_the_pivot_is_parked() throws Exception {
        String sku = product(10);
        UUID order = order();
        command(incoming.reserve(order, line(sku, 1)));
        confirm(order);

        command(incoming.release(order));

        assertThat(parked("inventory-commands", order)).hasSize(1);
        assertThat(stock(sku)).isEqualTo(new Row(9, 0, 1));
    }

    @Test
    void commands_that_make_no_sense_are_parked() throws Exception {
        String sku = product(10);
        UUID noLines = order();
        UUID negative = order();
        UUID otherStep = order();
        UUID sound = order();

        command(
                incoming.reserve(noLines),
                incoming.reserve(negative, line(sku, -1)),
                incoming.command(otherStep, new ReleaseStock(otherStep), otherStep + ":payment", null),
                incoming.reserve(sound, line(sku, 1)));

        assertThat(parked("inventory-commands", noLines)).hasSize(1);
        assertThat(parked("inventory-commands", negative)).hasSize(1);
        assertThat(parked("inventory-commands", otherStep)).hasSize(1);
        assertThat(answers(sound, 1)).containsExactly(RESERVED);
        assertThat(stock(sku)).isEqualTo(new Row(9, 1, 0));
    }

    private static void send(KafkaProbe probe, IncomingMessage message) {
        probe.send(
                message.topic(),
                message.key(),
                new String(message.payload(), StandardCharsets.UTF_8),
                message.headers());
    }
}
