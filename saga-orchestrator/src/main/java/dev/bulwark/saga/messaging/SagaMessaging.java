package dev.bulwark.saga.messaging;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import dev.bulwark.contracts.Topics;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.saga.CommandWriter;
import dev.bulwark.saga.OrderSagas;
import dev.bulwark.saga.RepliesProgress;
import dev.bulwark.saga.SagaProperties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The two consumers, the commands they cause, and what the timer knows of the broker. */
@Configuration(proxyBeanMethods = false)
class SagaMessaging {

    private static final int ANSWER_MILLIS = 2_500;

    @Bean
    CommandWriter commandWriter(MessageFactory messages) {
        return new CommandWireMapper(messages);
    }

    @Bean
    OrderEventHandler orderEventHandler(OrderSagas sagas) {
        return new OrderEventHandler(sagas);
    }

    @Bean
    HandledOffsets handledOffsets() {
        return new HandledOffsets();
    }

    @Bean
    ReplyHandler replyHandler(OrderSagas sagas, HandledOffsets handled) {
        return new ReplyHandler(sagas, handled);
    }

    @Bean
    KafkaRepliesTopic repliesTopic(KafkaProperties kafka) {
        Map<String, Object> properties = new HashMap<>(kafka.buildAdminProperties());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        return new KafkaRepliesTopic(Topics.SAGA_REPLIES, ReplyHandler.CONSUMER, () -> Admin.create(properties));
    }

    @Bean
    RepliesProgress repliesProgress(
            KafkaRepliesTopic topic, HandledOffsets handled, Clock clock, SagaProperties properties) {
        return new TopicRepliesProgress(topic, handled, clock, properties.settleAfterOutage());
    }
}
