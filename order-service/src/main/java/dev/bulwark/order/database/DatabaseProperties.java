package dev.bulwark.order.database;

/**
 * A database beside the service's first one.
 *
 * @param maxConnections of its pool
 */
public record DatabaseProperties(String url, String username, String password, int maxConnections) {

    public DatabaseProperties {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("a database's url must begin with jdbc:postgresql:, not " + url);
        }
        if (maxConnections < 1 || maxConnections > 200) {
            throw new IllegalArgumentException(
                    "a database's max-connections must be between 1 and 200, not " + maxConnections);
        }
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "DatabaseProperties[" + username + " at " + url + "]";
    }
}
