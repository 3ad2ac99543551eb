package dev.bulwark.testing;

/** Where the test servers come from. */
sealed interface Infrastructure permits ContainerInfrastructure, EmbeddedInfrastructure {

    String name();

    TestPostgres startPostgres();

    TestKafka startKafka();
}
