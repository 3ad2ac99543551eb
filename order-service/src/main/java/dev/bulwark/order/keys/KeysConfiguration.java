package dev.bulwark.order.keys;

import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;

import com.github.benmanes.caffeine.cache.Ticker;
import com.zaxxer.hikari.HikariDataSource;
import dev.bulwark.order.database.OwnDatabase;
import dev.bulwark.platform.core.Ids;
import dev.bulwark.platform.http.deadline.DeadlineJdbcTemplate;
import dev.bulwark.platform.http.security.DevelopmentSecrets;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.platform.sealed.Opener;
import dev.bulwark.platform.sealed.Sealer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The keys' database and what runs on it. It is no candidate where the service's first database is meant. */
@Configuration(proxyBeanMethods = false)
class KeysConfiguration {

    private static final String DATABASE = "keyDatabase";
    private static final String DEVELOPMENT_PASSWORD = "bulwark-dev";

    @Bean(name = DATABASE, defaultCandidate = false)
    HikariDataSource keyDatabase(KeyDatabase database, DevelopmentSecrets secrets, Environment environment) {
        secrets.refuse("bulwark.order.key-database.password", database.password(), DEVELOPMENT_PASSWORD);
        return OwnDatabase.open(environment, "key-store", database.toProperties(), "db/migration/key-store");
    }

    @Bean
    KeyTable keyTable(@Qualifier(DATABASE) DataSource database, Ids ids, Clock clock) {
        return new KeyTable(new DeadlineJdbcTemplate(database), ids, new SecureRandom(), clock);
    }

    @Bean
    CustomerKeys customerKeys(KeyTable table) {
        return new CustomerKeys(table, Ticker.systemTicker());
    }

    @Bean
    PersonalDataVault personalDataVault(CustomerKeys keys, MessageCodec codec) {
        return new SealedVault(keys, new Sealer(keys, codec, new SecureRandom()), new Opener(keys, codec));
    }
}
