package dev.bulwark.saga;

import java.time.Clock;
import java.util.random.RandomGenerator;

import dev.bulwark.platform.core.background.BackgroundLoop;
import dev.bulwark.platform.core.background.BackgroundLoops;
import dev.bulwark.platform.messaging.outbox.Outbox;
import dev.bulwark.saga.domain.OrderSagaDecider;
import dev.bulwark.saga.domain.SagaDecider;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The use cases and their timer; what they stand on is found in the sub-packages. */
@Configuration(proxyBeanMethods = false)
class SagaConfiguration {

    @Bean
    SagaDecider sagaDecider(SagaProperties properties, RandomGenerator random) {
        return new OrderSagaDecider(properties.policy(), random);
    }

    @Bean
    SagaMeters sagaMeters(MeterRegistry registry) {
        return new SagaMeters(registry);
    }

    @Bean
    OrderSagas orderSagas(
            SagaStore store,
            SagaDecider decider,
            CommandWriter commands,
            Outbox outbox,
            SagaMeters meters,
            Clock clock) {
        return new OrderSagas(store, decider, commands, outbox, meters, clock);
    }

    @Bean
    Interventions interventions(OrderSagas sagas, PlatformTransactionManager transactions) {
        return new Interventions(sagas, new TransactionTemplate(transactions));
    }

    @Bean
    SagaTimer sagaTimer(
            OrderSagas sagas,
            SagaStore store,
            RepliesProgress progress,
            PlatformTransactionManager transactions,
            SagaMeters meters,
            SagaProperties properties,
            Clock clock) {
        return new SagaTimer(sagas, store, progress, new TransactionTemplate(transactions), meters, properties, clock);
    }

    @Bean
    BackgroundLoop sagaTimerLoop(SagaTimer timer, SagaProperties properties, BackgroundLoops loops) {
        return loops.every(properties.timerPoll(), "saga-timer", timer::look);
    }
}
