package dev.bulwark.saga.persistence;

import javax.sql.DataSource;

import dev.bulwark.platform.http.deadline.DeadlineJdbcTemplate;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.saga.SagaQueries;
import dev.bulwark.saga.SagaStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The stores on the service's own database; operators' reads end with their request's deadline. */
@Configuration(proxyBeanMethods = false)
class SagaPersistence {

    @Bean
    SagaStore sagaStore(DataSource dataSource, MessageCodec codec) {
        return new JdbcSagaStore(new JdbcTemplate(dataSource), new SagaRows(codec));
    }

    @Bean
    SagaQueries sagaQueries(DataSource dataSource, MessageCodec codec) {
        return new JdbcSagaQueries(JdbcClient.create(new DeadlineJdbcTemplate(dataSource)), new SagaRows(codec));
    }
}
