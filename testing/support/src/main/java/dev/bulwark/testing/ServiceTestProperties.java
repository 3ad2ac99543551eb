package dev.bulwark.testing;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.test.context.DynamicPropertyRegistry;

/** Points a service under test at the test servers: a fresh database, the shared broker, free ports, test tokens. */
public final class ServiceTestProperties {

    private ServiceTestProperties() {}

    /**
     * For {@code @DynamicPropertySource}. Creates the topics of the contracts too, leaders awaited.
     *
     * @param prefix of the fresh database's name, normally the production name, such as {@code payments}
     * @return the database, for assertions
     */
    public static TestDatabase register(DynamicPropertyRegistry registry, String prefix) {
        TestDatabase database = Servers.postgres().newDatabase(prefix);
        of(database).forEach((name, value) -> registry.add(name, () -> value));
        return database;
    }

    /** The same as a map, for {@code SpringApplicationBuilder.properties} or command-line arguments. */
    public static Map<String, String> of(TestDatabase database) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("spring.datasource.url", database.serviceUrl());
        properties.put("spring.datasource.username", database.user());
        properties.put("spring.datasource.password", database.password());
        properties.putAll(withoutDatabase());
        return properties;
    }

    /** Broker, ports and security only. */
    public static Map<String, String> withoutDatabase() {
        Servers.kafka().createContractTopics();
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("spring.kafka.bootstrap-servers", Servers.kafka().bootstrapServers());
        properties.put("server.port", "0");
        properties.put("management.server.port", "0");
        properties.put("bulwark.security.issuer", TestTokens.ISSUER);
        properties.put("bulwark.security.audience", TestTokens.AUDIENCE);
        properties.put("bulwark.security.jwks-uri", TestTokens.shared().jwksUri());
        properties.put("bulwark.security.token-uri", TestTokens.shared().tokenUri());
        return properties;
    }
}
