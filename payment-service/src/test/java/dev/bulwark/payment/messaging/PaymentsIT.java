package dev.bulwark.payment.messaging;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.contracts.Topics;
import dev.bulwark.payment.Commands;
import dev.bulwark.payment.PaymentSuite;
import dev.bulwark.testing.KafkaProbe;
import dev.bulwark.testing.Servers;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Commands in over Kafka, answers out over Kafka, the provider over HTTP. */
class PaymentsIT extends PaymentSuite {

    private static KafkaProbe kafka;

    private UUID order;

    @BeforeAll
    static void connect() {
        kafka = Servers.kafka().probe();
    }

    @AfterAll
    static void disconnect() {
        kafka.close();
    }

    private void send(Object command, Instant expires) {
        kafka.send(
                Topics.PAYMENT_COMMANDS,
                order.toString(),
                Commands.payload(command),
                Commands.headers(ids.next(), order, command, expires));
    }

    private void charge(String method) {
        charge(method, Instant.now().plusSeconds(30));
    }

    private void charge(String method, Instant expires) {
        send(Commands.charge(order, method), expires);
    }

    private void refund() {
        send(Commands.refund(order), null);
    }

    private List<ConsumerRecord<byte[], byte[]>> replies() {
        return kafka.records(Topics.SAGA_REPLIES, order.toString());
    }

    private List<String> types(String topic) {
        return kafka.records(topic, order.toString()).stream()
                .map(reply -> KafkaProbe.header(reply, MessageHeaders.TYPE))
                .toList();
    }

    private JsonNode lastReply() {
        return JsonMapper.shared().readTree(replies().getLast().value());
    }

    private void awaitReplies(String... types) {
        await().untilAsserted(() -> assertThat(types(Topics.SAGA_REPLIES)).containsExactly(types));
    }

    private void awaitStatus(String status) {
        await().untilAsserted(() -> assertThat(status(order)).isEqualTo(status));
    }

    private void newOrder() {
        order = ids.next();
    }

    @Test
    void charges() {
        newOrder();
        charge("pm_card_ok");
        awaitReplies("payment.charged.v1");
        ConsumerRecord<byte[], byte[]> reply = replies().getFirst();
        assertThat(KafkaProbe.header(reply, MessageHeaders.SAGA)).isEqualTo(order.toString());
        assertThat(KafkaProbe.header(reply, MessageHeaders.STEP)).isEqualTo(key(order));
        assertThat(KafkaProbe.header(reply, MessageHeaders.TRACEPARENT)).contains("0af7651916cd43dd8448eb211c80319c");
        assertThat(lastReply().path("amount").path("amount").asLong()).isEqualTo(12_990);
        await().until(() -> types(Topics.PAYMENT_EVENTS).size() == 1);
        ConsumerRecord<byte[], byte[]> event =
                kafka.records(Topics.PAYMENT_EVENTS, order.toString()).getFirst();
        assertThat(KafkaProbe.header(event, MessageHeaders.SEQUENCE)).isEqualTo("1");
        assertThat(status(order)).isEqualTo("CHARGED");
        assertThat(journals(order)).containsExactly("capture 12990");
        assertThat(PSP.entry(key(order)).captured()).isEqualTo(12_990);
    }

    @Test
    void repeatsTheAnswerAndChargesOnce() {
        newOrder();
        charge("pm_card_ok");
        charge("pm_card_ok");
        awaitStatus("CHARGED");
        charge("pm_card_ok");
        await().untilAsserted(() ->
                assertThat(types(Topics.SAGA_REPLIES)).hasSizeBetween(2, 3).containsOnly("payment.charged.v1"));
        assertThat(PSP.calls(key(order))).hasSize(1);
        assertThat(journals(order)).hasSize(1);
        assertThat(types(Topics.PAYMENT_EVENTS)).hasSize(1);
    }

    @Test
    void refusesWhatTheProviderDeclines() {
        newOrder();
        charge("pm_card_declined");
        awaitReplies("payment.refused.v1");
        assertThat(lastReply().path("code").asString()).isEqualTo("card_declined");
        refund();
        awaitReplies("payment.refused.v1", "payment.refunded.v1");
        assertThat(lastReply().has("refunded")).isFalse();
        assertThat(journals(order)).isEmpty();
    }

    @Test
    void asksAgainWhereTheProviderStumbles() {
        newOrder();
        charge("pm_card_flaky");
        awaitReplies("payment.charged.v1");
        assertThat(PSP.calls(key(order))).hasSize(3);
    }

    @Test
    void asksAgainWhereTheConnectionIsCut() {
        newOrder();
        charge("pm_card_dropped");
        awaitReplies("payment.charged.v1");
        assertThat(PSP.entry(key(order)).captured()).isEqualTo(12_990);
    }

    @Test
    void givesBackWhatTheSagaUndoes() {
        newOrder();
        charge("pm_card_ok");
        awaitStatus("CHARGED");
        refund();
        awaitReplies("payment.charged.v1", "payment.refunded.v1");
        assertThat(lastReply().path("refunded").path("amount").asLong()).isEqualTo(12_990);
        assertThat(journals(order)).containsExactly("capture 12990", "refund -12990");
        assertThat(PSP.entry(key(order)).refunded()).isEqualTo(12_990);
        refund();
        awaitReplies("payment.charged.v1", "payment.refunded.v1", "payment.refunded.v1");
        assertThat(types(Topics.PAYMENT_EVENTS)).containsExactly("payment.charged.v1", "payment.refunded.v1");
    }

    @Test
    void aCaptureNobodyHeardOfIsFoundByTheVoidAndGivenBack() {
        newOrder();
        charge("pm_card_timeout_charged", Instant.now().plusMillis(600));
        await().until(() -> PSP.entry(key(order)) != null);
        refund();
        awaitStatus("REFUNDED");
        awaitReplies("payment.refunded.v1");
        assertThat(lastReply().path("refunded").path("amount").asLong()).isEqualTo(12_990);
        assertThat(PSP.entry(key(order)).refunded()).isEqualTo(12_990);
        assertThat(receivable(order)).isZero();
        assertThat(journals(order)).containsExactlyInAnyOrder("capture 12990", "refund -12990");
        await().untilAsserted(() -> assertThat(openIntents()).isZero());
        assertThat(status(order)).isEqualTo("REFUNDED");
    }

    @Test
    void anUnknownOutcomeIsVoidedAndTheLateChargeBlocked() {
        newOrder();
        charge("pm_card_timeout_uncharged", Instant.now().plusMillis(400));
        await().until(() -> !PSP.calls(key(order)).isEmpty());
        await().untilAsserted(() -> assertThat(openIntents()).isZero());
        assertThat(status(order)).as("unknown, and nobody is told").isEqualTo("REQUESTED");
        assertThat(types(Topics.SAGA_REPLIES)).isEmpty();
        refund();
        awaitReplies("payment.refunded.v1");
        assertThat(lastReply().has("refunded")).isFalse();
        assertThat(PSP.entry(key(order)).status()).isEqualTo("VOIDED");
        charge("pm_card_ok");
        awaitReplies("payment.refunded.v1", "payment.refused.v1");
        assertThat(lastReply().path("code").asString()).isEqualTo("compensated");
        assertThat(status(order)).isEqualTo("VOIDED");
    }

    @Test
    void aLateCaptureWhileTheKeyIsBeingVoidedIsGivenBackOnce() {
        newOrder();
        charge("pm_card_slow");
        await().until(() -> !PSP.calls(key(order)).isEmpty());
        PSP.down(true);
        try {
            refund();
            await().until(() ->
                    PSP.calls(key(order)).stream().anyMatch(call -> call.path().equals("/voids")));
        } finally {
            PSP.down(false);
        }
        awaitReplies("payment.refunded.v1");
        await().untilAsserted(() -> assertThat(openIntents()).isZero());
        assertThat(receivable(order)).isZero();
        // Whether the void or the charge won at the provider is theirs to decide; our books agree with it.
        assertThat(PSP.entry(key(order)).captured())
                .isEqualTo(PSP.entry(key(order)).refunded());
        assertThat(status(order)).isEqualTo(PSP.entry(key(order)).status().equals("VOIDED") ? "VOIDED" : "REFUNDED");
    }

    @Test
    void aCompensationThatComesFirstLeavesATombstone() {
        newOrder();
        refund();
        awaitReplies("payment.refunded.v1");
        charge("pm_card_ok");
        awaitReplies("payment.refunded.v1", "payment.refused.v1");
        assertThat(lastReply().path("code").asString()).isEqualTo("compensated");
        assertThat(PSP.calls(key(order))).isEmpty();
        assertThat(types(Topics.PAYMENT_EVENTS)).isEmpty();
    }

    @Test
    void anExpiredCommandIsRefusedForGood() {
        newOrder();
        charge("pm_card_ok", Instant.now().minusMillis(1));
        awaitReplies("payment.refused.v1");
        assertThat(lastReply().path("code").asString()).isEqualTo("expired");
        assertThat(lastReply().has("paymentId")).isFalse();
        charge("pm_card_ok");
        awaitReplies("payment.refused.v1", "payment.refused.v1");
        assertThat(lastReply().path("code").asString()).isEqualTo("expired");
        assertThat(PSP.calls(key(order))).isEmpty();
    }
}
