package dev.bulwark.testing;

import java.util.concurrent.atomic.AtomicInteger;

import dev.bulwark.standalone.embedded.PostgresDatabases;

/** The test JVM's PostgreSQL. */
public final class TestPostgres {

    /** As in development, so that nobody has to carry it around. */
    private static final String PASSWORD = "bulwark-dev";

    private final String address;
    private final PostgresDatabases databases;
    private final AtomicInteger created = new AtomicInteger();

    TestPostgres(String address, PostgresDatabases databases) {
        this.address = address;
        this.databases = databases;
    }

    /** {@code host:port} */
    public String address() {
        return address;
    }

    /** A fresh, empty database {@code <prefix>_<n>}, owned by a role of the same name that reaches no other. */
    public TestDatabase newDatabase(String prefix) {
        return database(prefix + "_" + created.incrementAndGet());
    }

    /** The database and role of exactly this name, created when missing: for suites that need the production names. */
    public TestDatabase database(String name) {
        databases.create(name, PASSWORD);
        return new TestDatabase(name, databases.jdbcUrl(name), name, PASSWORD);
    }

    /** As the superuser: for what a service's role must not do. */
    public PostgresDatabases asSuperuser() {
        return databases;
    }
}
