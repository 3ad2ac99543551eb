package dev.bulwark.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
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
    private static final String KAFKA_ADVERTISED_VARIABLE = "BULWARK_KAFKA_ADVERTISED";
    private static final int MAX_OFFSET = 50_000;

    static final String USAGE = """
            Usage: bulwark up [--fleet] [--modules=a,b | --infrastructure-only] [--data=DIR] [--some.property=value ...]

              --fleet                 each module in a process of its own, started again when it dies
              --modules=a,b           only these: %s
              --infrastructure-only   only PostgreSQL and Kafka
              --data=DIR              data directory; default $BULWARK_DATA, else .bulwark

            BULWARK_PORT_OFFSET is added to every port. BULWARK_POSTGRES and BULWARK_KAFKA (host:port, both) name servers
            to use instead of the embedded ones; BULWARK_KAFKA_ADVERTISED (host:port) is where clients find the embedded Kafka when
            a proxy or a port mapping stands before it. Anything else of the form --name=value is a property of every module.""".formatted(String.join(
            ", ", Arrays.stream(Module.values()).map(Module::id).toList()));

    /** @throws UsageException naming what is wrong and what is allowed */
    static Options parse(List<String> arguments, Map<String, String> environment) {
        Set<Module> modules = EnumSet.allOf(Module.class);
        boolean fleet = false;
        boolean endWithInput = false;
        String data = environment.getOrDefault("BULWARK_DATA", ".bulwark");
        List<String> properties = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals("--fleet")) {
                fleet = true;
            } else if (argument.equals("--infrastructure-only")) {
                modules = EnumSet.noneOf(Module.class);
            } else if (argument.equals("--end-with-input")) {
                endWithInput = true;
            } else if (argument.startsWith("--modules=")) {
                modules = EnumSet.noneOf(Module.class);
                for (String id : value(argument).split(",", -1)) {
                    modules.add(Module.of(id.strip()));
                }
            } else if (argument.startsWith("--data=")) {
                data = value(argument);
            } else if (argument.startsWith("--") && argument.contains("=")) {
                properties.add(argument);
            } else {
                throw new UsageException("'" + argument + "' is not understood\n\n" + USAGE);
            }
        }
        String postgres = blankToNull(environment.get(POSTGRES_VARIABLE));
        String kafka = blankToNull(environment.get(KAFKA_VARIABLE));
        if ((postgres == null) != (kafka == null)) {
            throw new UsageException(POSTGRES_VARIABLE + " and " + KAFKA_VARIABLE
                    + " must be set both or neither: half an embedded infrastructure is a mistake");
        }
        return new Options(
                modules,
                fleet,
                Path.of(data).toAbsolutePath().normalize(),
                offset(environment),
                postgres,
                kafka,
                blankToNull(environment.get(KAFKA_ADVERTISED_VARIABLE)),
                endWithInput,
                properties);
    }

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

    private static int offset(Map<String, String> environment) {
        String text = environment.getOrDefault("BULWARK_PORT_OFFSET", "0");
        try {
            int offset = Integer.parseInt(text.strip());
            if (offset >= 0 && offset <= MAX_OFFSET) {
                return offset;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message for both mistakes
        }
        throw new UsageException(
                "BULWARK_PORT_OFFSET must be a number between 0 and " + MAX_OFFSET + ", not '" + text + "'");
    }

    private static String value(String argument) {
        return argument.substring(argument.indexOf('=') + 1);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
