package dev.bulwark.order.view;

import dev.bulwark.order.database.DatabaseProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the view is kept.
 *
 * @param url of the database that holds the view
 * @param username of a role that can reach nothing else
 * @param password of that role
 * @param maxConnections 12: three listeners, and reads of a few milliseconds
 */
@ConfigurationProperties("bulwark.order.view-database")
record ViewDatabase(
        String url,
        String username,
        String password,
        @DefaultValue("12") int maxConnections) {

    DatabaseProperties toProperties() {
        return new DatabaseProperties(url, username, password, maxConnections);
    }
}
