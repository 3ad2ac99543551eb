package dev.bulwark.standalone;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What was asked for on the command line and by the environment.
 *
 * @param modules those to start in this process; empty for servers only
 * @param fleet whether every module gets a process of its own
 * @param data data directory of the embedded servers, logs and pid files
 * @param portOffset added to every port
 * @param postgres address of a PostgreSQL that is there already, or null to embed one
 * @param kafka address of a Kafka that is there already, or null to embed one
 * @param kafkaAdvertised the address by which clients are told to find the embedded Kafka, or null for its own
 * @param endWithInput whether to stop when standard input ends: how a child notices that its supervisor was killed
 * @param properties further arguments, handed to every module as Spring properties
 */
record Options(
        Set<Module> modules,
        boolean fleet,
        Path data,
        int portOffset,
        @Nullable String postgres,
        @Nullable String kafka,
        @Nullable String kafkaAdvertised,
        boolean endWithInput,
        List<String> properties) {

    static final int POSTGRES_PORT = 8432;
    static final int KAFKA_PORT = 8492;
    static final int KAFKA_CONTROLLER_PORT = 8493;

    static final String POSTGRES_VARIABLE = "BULWARK_POSTGRES";
    static final String KAFKA_VARIABLE = "BULWARK_KAFKA";

    boolean embedsServers() {
        return postgres == null;
    }

    /** Of the embedded broker, where they differ from the defaults. */
    Map<String, String> kafkaSettings() {
        return kafkaAdvertised == null ? Map.of() : Map.of("advertised.listeners", "PLAINTEXT://" + kafkaAdvertised);
    }

    int port(Module module) {
        return module.port() + portOffset;
    }

    String url(Module module) {
        return "http://localhost:" + port(module);
    }
}
