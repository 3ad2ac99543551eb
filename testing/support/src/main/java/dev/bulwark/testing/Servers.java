package dev.bulwark.testing;

import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL and one Kafka for all tests of this JVM, started when first asked for and stopped with the JVM: containers
 * where Docker answers, else the same servers embedded. Both run with the durability they would have in production.
 *
 * <p>{@code BULWARK_TEST_SERVERS} (environment) or {@code bulwark.test.servers} (system property) decides: {@code containers},
 * {@code embedded} or {@code auto}, the default. Which one it is, and why, goes to standard error once.
 *
 * <p>Suites share the servers, so each takes databases of its own ({@link TestPostgres#newDatabase}). Topics have fixed
 * names: two application contexts that live at the same time in one JVM and listen to the same topic see each other's
 * records.
 */
public final class Servers {

    private static @Nullable Infrastructure infrastructure;
    private static @Nullable TestPostgres postgres;
    private static @Nullable TestKafka kafka;

    private Servers() {}

    public static synchronized TestPostgres postgres() {
        if (postgres == null) {
            postgres = infrastructure().startPostgres();
        }
        return postgres;
    }

    public static synchronized TestKafka kafka() {
        if (kafka == null) {
            kafka = infrastructure().startKafka();
        }
        return kafka;
    }

    private static Infrastructure infrastructure() {
        if (infrastructure == null) {
            infrastructure = choose(wanted(System.getProperties(), System.getenv()));
        }
        return infrastructure;
    }

    static String wanted(Map<?, ?> properties, Map<String, String> environment) {
        Object property = properties.get("bulwark.test.servers");
        String wanted =
                property != null ? property.toString() : environment.getOrDefault("BULWARK_TEST_SERVERS", "auto");
        return wanted.strip().toLowerCase(Locale.ROOT);
    }

    static Infrastructure choose(String wanted) {
        return switch (wanted) {
            case "embedded" -> said(new EmbeddedInfrastructure(), "BULWARK_TEST_SERVERS=embedded");
            case "containers" -> said(new ContainerInfrastructure(), "BULWARK_TEST_SERVERS=containers");
            case "auto", "" -> detected();
            default ->
                throw new IllegalArgumentException(
                        "BULWARK_TEST_SERVERS is '" + wanted + "'; it may be containers, embedded or auto");
        };
    }

    private static Infrastructure detected() {
        String obstacle = ContainerInfrastructure.obstacle();
        return obstacle == null
                ? said(new ContainerInfrastructure(), "Docker answers")
                : said(new EmbeddedInfrastructure(), obstacle);
    }

    private static Infrastructure said(Infrastructure chosen, String reason) {
        System.err.println("Test servers: " + chosen.name() + " (" + reason + ")");
        return chosen;
    }
}
