package dev.bulwark.payment.psp;

import java.time.Clock;
import java.util.random.RandomGenerator;

import dev.bulwark.payment.PaymentProvider;
import dev.bulwark.payment.ProviderAnswer;
import dev.bulwark.payment.ProviderRequest;
import dev.bulwark.platform.calls.client.OutgoingHttp;
import dev.bulwark.platform.calls.intent.IntentCodec;
import dev.bulwark.platform.calls.intent.IntentDispatcher;
import dev.bulwark.platform.calls.intent.Intents;
import dev.bulwark.platform.calls.intent.JdbcIntentStore;
import dev.bulwark.platform.calls.intent.OutcomeHandler;
import dev.bulwark.platform.core.background.BackgroundLoops;
import dev.bulwark.platform.messaging.MessageCodec;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The provider, and the dispatcher that calls it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PspProperties.class)
class PspConfiguration {

    /** A charge is answered with a few hundred. */
    private static final int MAX_BODY_BYTES = 16_384;

    /** Another provider is another bean: a benchmark brings one that answers from memory. */
    @Bean
    @ConditionalOnMissingBean
    PaymentProvider paymentProvider(OutgoingHttp http, PspProperties properties, MessageCodec codec) {
        return new PspAdapter(
                http.exchange(properties.url(), properties.dispatch().maxCalls(), MAX_BODY_BYTES), codec);
    }

    @Bean
    Intents<ProviderRequest> paymentIntents(
            JdbcTemplate jdbc, MessageCodec codec, PspProperties properties, Clock clock) {
        IntentCodec<ProviderRequest> requests = IntentCodec.json(codec, ProviderRequest.class);
        return new Intents<>(new JdbcIntentStore<>(jdbc, requests), properties.dispatch(), clock);
    }

    @Bean
    IntentDispatcher<ProviderRequest, ProviderAnswer> paymentDispatcher(
            Intents<ProviderRequest> intents,
            PaymentProvider provider,
            OutcomeHandler<ProviderRequest, ProviderAnswer> outcomes,
            PlatformTransactionManager transactions,
            RandomGenerator random,
            BackgroundLoops loops,
            MeterRegistry meters) {
        return new IntentDispatcher<>(
                "psp", intents, provider, outcomes, new TransactionTemplate(transactions), random, loops, meters);
    }
}
