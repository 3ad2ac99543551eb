package dev.bulwark.shipping.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.order.ShippingAddress;
import dev.bulwark.contracts.shipping.ScheduleShipment;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.platform.messaging.OutgoingMessage;
import dev.bulwark.testing.KafkaProbe;
import dev.bulwark.testing.Servers;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Commands in, the carrier asked, answers and events out. */
class ShipmentsIT extends MessagesSuite {

    @Test
    void a_command_over_kafka_books_and_is_answered_with_its_own_headers() {
        UUID order = order();
        ShippingAddress address = new ShippingAddress("Ada|Löwe", "Am\nWall 1", "Hof", "Köln", "NRW", "50667", "DE");
        OutgoingMessage message = outgoing(
                order,
                new ScheduleShipment(order, "ada", KEYS.seal(order, "ada", address), 3),
                Instant.now().plusSeconds(30));
        try (KafkaProbe probe = Servers.kafka().probe()) {
            probe.send(message.topic(), message.key(), message.payload(), message.headers());
        }

        ConsumerRecord<byte[], byte[]> reply =
                records(Topics.SAGA_REPLIES, order, 1).getFirst();
        ConsumerRecord<byte[], byte[]> event =
                records(Topics.SHIPMENT_EVENTS, order, 1).getFirst();

        assertThat(CARRIER.heard(reference(order)))
                .containsExactly("BOOK|" + reference(order) + "|Ada/Löwe|Am Wall 1, Hof|Köln, NRW|50667|DE|3");
        assertThat(KafkaProbe.header(reply, MessageHeaders.TYPE)).isEqualTo("shipment.scheduled.v1");
        assertThat(KafkaProbe.header(reply, MessageHeaders.SAGA)).isEqualTo("saga-" + order);
        assertThat(KafkaProbe.header(reply, MessageHeaders.STEP)).isEqualTo(reference(order));
        assertThat(KafkaProbe.header(reply, MessageHeaders.TRACEPARENT)).isEqualTo(TRACEPARENT);
        assertThat(KafkaProbe.header(event, MessageHeaders.SEQUENCE)).isEqualTo("1");
        assertThat(KafkaProbe.header(event, MessageHeaders.TRACEPARENT)).isEqualTo(TRACEPARENT);
        JsonNode body = json(reply);
        assertThat(body).isEqualTo(json(event));
        assertThat(body.path("orderId").asString()).isEqualTo(order.toString());
        assertThat(body.path("shipmentId").asString())
                .isEqualTo(row(order).get("shipment_id").toString());
        assertThat(body.path("carrier").asString()).isEqualTo("Lux Express");
        assertThat(body.path("trackingNumber").asString()).startsWith("LX");
        assertThat(body.path("eta").asString()).isEqualTo("2026-02-28");
        assertThat(row(order)).containsEntry("status", "SCHEDULED").containsEntry("customer_id", "ada");
    }

    @Test
    void what_the_carrier_refuses_is_refused_with_a_code_of_ours() throws Exception {
        UUID undeliverable = order();
        UUID malformed = order();
        CARRIER.next(reference(undeliverable), 200, "ERR|E17|UNDELIVERABLE");
        CARRIER.next(reference(malformed), 200, "ERR|E01|MALFORMED RECORD");

        command(schedule(undeliverable), schedule(malformed));

        assertThat(answers(undeliverable, 1)).containsExactly("shipment.refused.v1 address_undeliverable");
        assertThat(events(undeliverable, 1)).containsExactly("1 shipment.refused.v1 address_undeliverable");
        assertThat(answers(malformed, 1)).containsExactly("shipment.refused.v1 carrier_refused");
    }

    @Test
    void a_carrier_that_is_down_twice_or_talks_nonsense_is_asked_again() throws Exception {
        UUID down = order();
        UUID garbage = order();
        CARRIER.next(reference(down), 503, "ERR|E99|SYSTEM UNAVAILABLE");
        CARRIER.next(reference(down), 503, "");
        CARRIER.next(reference(garbage), 200, "<html>Welcome to the new API!</html>");

        command(schedule(down), schedule(garbage));

        awaitStatus(down, "SCHEDULED");
        awaitStatus(garbage, "SCHEDULED");
        assertThat(CARRIER.verbs(reference(down))).containsExactly("BOOK", "BOOK", "BOOK");
        assertThat(CARRIER.verbs(reference(garbage))).containsExactly("BOOK", "BOOK");
        assertThat(answers(down, 1)).containsExactly("shipment.scheduled.v1");
    }

    @Test
    void an_erased_address_is_refused_and_nothing_stays_booked() throws Exception {
        UUID order = order();
        IncomingMessage command = schedule(order);
        KEYS.erase("customer-" + order);

        command(command);

        assertThat(answers(order, 1)).containsExactly("shipment.refused.v1 address_erased");
        await().until(() -> CARRIER.verbs(reference(order)).equals(List.of("CANC")));
    }

    @Test
    void a_key_store_that_is_away_is_no_erasure() throws Exception {
        UUID order = order();
        KEYS.fail(2);

        command(schedule(order));

        awaitStatus(order, "SCHEDULED");
        assertThat(KEYS.hasFailed()).isTrue();
        assertThat(CARRIER.verbs(reference(order))).containsExactly("BOOK");
    }

    @Test
    void an_address_of_another_order_is_refused() throws Exception {
        UUID order = order();
        ScheduleShipment moved = new ScheduleShipment(order, "mallory", KEYS.seal(order(), "mallory", ADDRESS), 1);

        command(incoming(outgoing(order, moved, Instant.now().plusSeconds(30))));

        assertThat(answers(order, 1)).containsExactly("shipment.refused.v1 address_unreadable");
        await().until(() -> CARRIER.verbs(reference(order)).equals(List.of("CANC")));
    }

    @Test
    void a_resend_asks_once_and_is_answered_again_once_decided() throws Exception {
        UUID order = order();
        CountDownLatch answer = CARRIER.hold(reference(order));
        command(schedule(order));
        await().until(() -> !CARRIER.heard(reference(order)).isEmpty());

        command(schedule(order), schedule(order));
        assertThat(row(order)).containsEntry("status", "REQUESTED");
        answer.countDown();
        awaitStatus(order, "SCHEDULED");
        command(schedule(order, "customer-" + order, Instant.now().minusSeconds(1)));

        assertThat(answers(order, 2)).containsExactly("shipment.scheduled.v1", "shipment.scheduled.v1");
        assertThat(events(order, 1)).containsExactly("1 shipment.scheduled.v1");
        assertThat(CARRIER.verbs(reference(order))).containsExactly("BOOK");
    }

    @Test
    void a_message_that_comes_five_times_has_one_effect() throws Exception {
        UUID order = order();
        IncomingMessage command = schedule(order);

        command(command, command);
        command(command);
        awaitStatus(order, "SCHEDULED");
        command(command, command);
        UUID next = order();
        command(cancel(next));
        answers(next, 1); // whatever the repetition had said would be there by now

        assertThat(answers(order, 1)).containsExactly("shipment.scheduled.v1");
        assertThat(CARRIER.verbs(reference(order))).containsExactly("BOOK");
    }

    @Test
    void a_scheduled_shipment_is_cancelled() throws Exception {
        UUID order = order();
        command(schedule(order));
        Object id = awaitStatus(order, "SCHEDULED").get("shipment_id");

        command(cancel(order), cancel(order));
        awaitStatus(order, "CANCELLED");
        command(cancel(order), schedule(order));

        assertThat(answers(order, 4))
                .containsExactly(
                        "shipment.scheduled.v1",
                        "shipment.cancelled.v1",
                        "shipment.cancelled.v1",
                        "shipment.scheduled.v1");
        assertThat(json(records(Topics.SAGA_REPLIES, order, 4).get(1))
                        .path("shipmentId")
                        .asString())
                .isEqualTo(id.toString());
        assertThat(events(order, 2)).containsExactly("1 shipment.scheduled.v1", "2 shipment.cancelled.v1");
        assertThat(CARRIER.verbs(reference(order))).containsExactly("BOOK", "CANC");
    }

    @Test
    void a_booking_in_flight_is_cancelled_once_and_its_late_answer_changes_nothing() throws Exception {
        UUID order = order();
        CountDownLatch answer = CARRIER.hold(reference(order));
        command(schedule(order));
        await().until(() -> !CARRIER.heard(reference(order)).isEmpty());

        command(cancel(order));
        awaitStatus(order, "CANCELLED");
        answer.countDown();
        awaitNoIntent(order);

        assertThat(row(order)).containsEntry("status", "CANCELLED").containsEntry("carrier", null);
        assertThat(answers(order, 1)).containsExactly("shipment.cancelled.v1");
        assertThat(events(order, 1)).containsExactly("1 shipment.cancelled.v1");
        assertThat(CARRIER.verbs(reference(order))).containsExactly("BOOK", "CANC");
    }

    @Test
    void an_unknown_booking_is_cancelled_and_can_not_be_booked_later() throws Exception {
        UUID order = order();
        Stream.generate(() -> "").limit(50).forEach(line -> CARRIER.next(reference(order), 503, line));
        command(schedule(order, "customer-" + order, Instant.now().plusMillis(400)));
        awaitNoIntent(order);
        assertThat(row(order)).containsEntry("status", "REQUESTED").containsEntry("settled_at", null);

        command(cancel(order));
        awaitStatus(order, "CANCELLED");
        command(schedule(order));

        assertThat(answers(order, 2)).containsExactly("shipment.cancelled.v1", "shipment.refused.v1 compensated");
        assertThat(CARRIER.verbs(reference(order)))
                .contains("BOOK")
                .endsWith("CANC")
                .containsOnlyOnce("CANC");
    }

    @Test
    void action_and_compensation_in_one_batch_end_cancelled() throws Exception {
        UUID order = order();

        command(schedule(order), cancel(order), schedule(order));

        awaitStatus(order, "CANCELLED");
        awaitNoIntent(order);
        assertThat(answers(order, 2)).containsExactly("shipment.refused.v1 compensated", "shipment.cancelled.v1");
        assertThat(CARRIER.verbs(reference(order))).containsOnlyOnce("CANC");
    }

    @Test
    void a_compensation_that_comes_first_leaves_a_tombstone() throws Exception {
        UUID order = order();

        command(cancel(order));
        command(schedule(order));

        assertThat(answers(order, 2)).containsExactly("shipment.cancelled.v1", "shipment.refused.v1 compensated");
        assertThat(json(records(Topics.SAGA_REPLIES, order, 2).getFirst()).has("shipmentId"))
                .isFalse();
        assertThat(row(order)).containsEntry("status", "TOMBSTONE").containsEntry("version", 0);
        assertThat(CARRIER.heard(reference(order))).isEmpty();
    }

    @Test
    void an_expired_command_is_refused_for_good() throws Exception {
        UUID order = order();

        command(schedule(order, "customer-" + order, Instant.now().minusMillis(1)));
        command(schedule(order), cancel(order));

        assertThat(answers(order, 3))
                .containsExactly("shipment.refused.v1 expired", "shipment.refused.v1 expired", "shipment.cancelled.v1");
        assertThat(events(order, 1)).containsExactly("1 shipment.refused.v1 expired");
        assertThat(CARRIER.heard(reference(order))).isEmpty();
    }

    @Test
    void a_slow_booking_holds_nobody_up() throws Exception {
        UUID slow = order();
        List<UUID> others = Stream.generate(this::order).limit(100).toList();
        CountDownLatch answer = CARRIER.hold(reference(slow));
        String customer = "busy-" + slow;
        Instant expires = Instant.now().plusSeconds(30);

        commands.run(Stream.concat(Stream.of(slow), others.stream())
                .map(order -> schedule(order, customer, expires))
                .toList());

        await().atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.queryForObject(
                                "SELECT count(*) FROM shipment WHERE status = 'SCHEDULED' AND order_id = ANY (?)",
                                Long.class,
                                (Object) others.toArray(UUID[]::new))
                        == others.size());
        assertThat(row(slow)).containsEntry("status", "REQUESTED");
        answer.countDown();
        awaitStatus(slow, "SCHEDULED");
    }

    @Test
    void a_message_that_makes_no_sense_is_parked_alone() throws Exception {
        UUID good = order();
        UUID withoutAddress = order();
        List<IncomingMessage> bad = List.of(
                schedule(order(), "bob", ADDRESS, 0, Instant.now().plusSeconds(30)),
                incoming(outgoing(withoutAddress, new ScheduleShipment(withoutAddress, "bob", null, 1), null)),
                incoming(messages.command(
                        Topics.SHIPPING_COMMANDS,
                        good.toString(),
                        new ScheduleShipment(good, "bob", KEYS.seal(good, "bob", ADDRESS), 1),
                        "saga",
                        "step|CANC",
                        null,
                        null)));

        command(bad.get(0), schedule(good), bad.get(1), bad.get(2));

        awaitStatus(good, "SCHEDULED");
        for (IncomingMessage message : bad) {
            assertThat(jdbc.queryForObject(
                            "SELECT count(*) FROM dead_letter WHERE consumer = ? AND message_id = ?",
                            Long.class,
                            handler.consumer(),
                            message.id()))
                    .isEqualTo(1);
        }
    }

    @Test
    void an_address_rests_nowhere_in_the_open() throws Exception {
        UUID order = order();
        CountDownLatch answer = CARRIER.hold(reference(order));
        command(schedule(order));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !CARRIER.heard(reference(order)).isEmpty());

        Map<String, Object> intent = jdbc.queryForMap("SELECT * FROM intent WHERE id = ?", reference(order) + ":book");
        assertThat(intent.get("request").toString())
                .contains("ciphertext")
                .doesNotContain("Ada", "Wall", "Köln", "50667");
        answer.countDown();
        assertThat(awaitStatus(order, "SCHEDULED").toString()).doesNotContain("Ada", "Wall", "Köln", "50667");
    }

    @Test
    void what_a_crash_left_between_commit_and_call_is_asked_by_the_sweeper() throws Exception {
        UUID order = order();
        CountDownLatch crash = CARRIER.hold(reference(order));
        command(schedule(order));
        awaitStatus(order, "REQUESTED");
        // What another instance would leave: a shipment that is requested, and an intent whose claim has run out.
        UUID left = order();
        jdbc.update(
                "INSERT INTO shipment (order_id, step_id, shipment_id, customer_id, pieces, requested_at, status, version)"
                        + " SELECT ?, ?, ?, customer_id, pieces, requested_at, status, version FROM shipment WHERE order_id = ?",
                left,
                reference(left),
                ids.next(),
                order);
        CarrierRequest request = new CarrierRequest(
                CarrierRequest.Kind.BOOK,
                left,
                "saga-" + left,
                reference(left),
                KEYS.seal(left, "customer-" + order, ADDRESS),
                2);
        jdbc.update(
                "INSERT INTO intent (id, request, expires_at, claimed_until) VALUES (?, ?, now() + interval '30 s', now() - interval '1 s')",
                request.intentId(),
                new String(new MessageCodec().encode(request), StandardCharsets.UTF_8));

        awaitStatus(left, "SCHEDULED");
        assertThat(answers(left, 1)).containsExactly("shipment.scheduled.v1");
        crash.countDown();
        awaitStatus(order, "SCHEDULED");
    }
}
