package dev.bulwark.order.keys;

import dev.bulwark.order.database.DatabaseProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the keys are kept.
 *
 * @param url of the database that holds the keys
 * @param username of a role that can reach nothing else
 * @param password of that role
 * @param maxConnections 4: keys are remembered, so it is asked seldom
 */
@ConfigurationProperties("bulwark.order.key-database")
record KeyDatabase(
        String url,
        String username,
        String password,
        @DefaultValue("4") int maxConnections) {

    DatabaseProperties toProperties() {
        return new DatabaseProperties(url, username, password, maxConnections);
    }
}
