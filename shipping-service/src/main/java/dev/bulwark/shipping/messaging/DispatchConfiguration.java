package dev.bulwark.shipping.messaging;

import java.time.Clock;
import java.util.random.RandomGenerator;

import dev.bulwark.platform.calls.intent.IntentCodec;
import dev.bulwark.platform.calls.intent.IntentDispatcher;
import dev.bulwark.platform.calls.intent.IntentSettings;
import dev.bulwark.platform.calls.intent.Intents;
import dev.bulwark.platform.calls.intent.JdbcIntentStore;
import dev.bulwark.platform.core.background.BackgroundLoops;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.shipping.domain.ShipmentInput;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Between the commands and the carrier: what is to be asked, and the dispatcher that asks it. */
@Configuration(proxyBeanMethods = false)
class DispatchConfiguration {

    @Bean
    Intents<CarrierRequest> shipmentIntents(
            JdbcTemplate jdbc, MessageCodec codec, IntentSettings settings, Clock clock) {
        IntentCodec<CarrierRequest> requests = IntentCodec.json(codec, CarrierRequest.class);
        return new Intents<>(new JdbcIntentStore<>(jdbc, requests), settings, clock);
    }

    @Bean
    IntentDispatcher<CarrierRequest, ShipmentInput> shipmentDispatcher(
            Intents<CarrierRequest> intents,
            CarrierCalls calls,
            ShipmentOutcomes outcomes,
            PlatformTransactionManager transactions,
            RandomGenerator random,
            BackgroundLoops loops,
            MeterRegistry meters) {
        return new IntentDispatcher<>(
                "carrier", intents, calls, outcomes, new TransactionTemplate(transactions), random, loops, meters);
    }
}
