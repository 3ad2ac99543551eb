package dev.bulwark.order.view;

import java.time.Clock;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.bulwark.order.OrderRepublisher;
import dev.bulwark.order.database.OwnDatabase;
import dev.bulwark.platform.core.background.BackgroundLoop;
import dev.bulwark.platform.core.background.BackgroundLoops;
import dev.bulwark.platform.http.deadline.DeadlineJdbcTemplate;
import dev.bulwark.platform.http.deadline.JdbcDeadline;
import dev.bulwark.platform.http.security.DevelopmentSecrets;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.platform.messaging.inbox.BatchListener;
import dev.bulwark.platform.messaging.inbox.BatchListeners;
import dev.bulwark.platform.messaging.inbox.InboxMode;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The view's database and what runs on it. None of it is a candidate where the service's first database is meant. */
@Configuration(proxyBeanMethods = false)
class ViewConfiguration {

    static final String DATABASE = "orderViewDatabase";
    private static final String TABLE = "order_document";
    private static final String DEVELOPMENT_PASSWORD = "bulwark-dev";

    @Bean(name = DATABASE, defaultCandidate = false)
    HikariDataSource orderViewDatabase(ViewDatabase database, DevelopmentSecrets secrets, Environment environment) {
        secrets.refuse("bulwark.order.view-database.password", database.password(), DEVELOPMENT_PASSWORD);
        return OwnDatabase.open(
                environment, "order-view", database.toProperties(), "db/migration/platform", "db/migration/order-view");
    }

    @Bean(defaultCandidate = false)
    PlatformTransactionManager orderViewTransactions(@Qualifier(DATABASE) DataSource database) {
        JdbcTransactionManager manager = new JdbcTransactionManager(database);
        manager.addListener(new JdbcDeadline()); // an operator's redrive has one; batches of messages have none
        return manager;
    }

    @Bean
    OrderView orderView(@Qualifier(DATABASE) DataSource database) {
        return new JdbcOrderView(new DeadlineJdbcTemplate(database), new ViewJson(), TABLE);
    }

    @Bean
    ViewEventHandlers viewHandlers(@Qualifier(DATABASE) DataSource database, MessageCodec codec, Clock clock) {
        return new ViewEventHandlers(new JdbcTemplate(database), codec, clock, TABLE);
    }

    @Bean
    BatchListener orderViewOrders(
            BatchListeners listeners,
            ViewEventHandlers handlers,
            @Qualifier(DATABASE) DataSource database,
            @Qualifier("orderViewTransactions") PlatformTransactionManager transactions) {
        return listeners.create(handlers.handler(ViewSource.ORDER), database, transactions, InboxMode.VERSION_GUARDED);
    }

    @Bean
    BatchListener orderViewPayments(
            BatchListeners listeners,
            ViewEventHandlers handlers,
            @Qualifier(DATABASE) DataSource database,
            @Qualifier("orderViewTransactions") PlatformTransactionManager transactions) {
        return listeners.create(
                handlers.handler(ViewSource.PAYMENT), database, transactions, InboxMode.VERSION_GUARDED);
    }

    @Bean
    BatchListener orderViewShipments(
            BatchListeners listeners,
            ViewEventHandlers handlers,
            @Qualifier(DATABASE) DataSource database,
            @Qualifier("orderViewTransactions") PlatformTransactionManager transactions) {
        return listeners.create(
                handlers.handler(ViewSource.SHIPMENT), database, transactions, InboxMode.VERSION_GUARDED);
    }

    @Bean
    GapWatch gapWatch(
            ViewEventHandlers handlers,
            OrderRepublisher republisher,
            ViewProperties properties,
            Clock clock,
            MeterRegistry meters) {
        return new GapWatch(handlers.held(), handlers.table(), republisher, properties, clock, meters);
    }

    @Bean
    BackgroundLoop orderViewGaps(GapWatch watch, ViewProperties properties, BackgroundLoops loops) {
        return loops.every(properties.gapInterval(), "order-view-gaps", watch::look);
    }
}
