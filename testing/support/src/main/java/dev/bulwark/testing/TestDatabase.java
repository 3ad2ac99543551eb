package dev.bulwark.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;

/** A database and the role that owns it. */
public record TestDatabase(String name, String url, String user, String password) {

    /** The url with the driver's batch rewriting, as the services use it. */
    public String serviceUrl() {
        return url + "?reWriteBatchedInserts=true";
    }

    /** A new connection as the owner; the caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** Unpooled: every {@code getConnection()} is a new one. */
    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(serviceUrl());
        source.setUser(user);
        source.setPassword(password);
        return source;
    }
}
