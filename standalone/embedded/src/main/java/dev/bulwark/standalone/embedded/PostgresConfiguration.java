package dev.bulwark.standalone.embedded;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The text of {@code postgresql.conf}: durable, local, and sized for a development machine. */
final class PostgresConfiguration {

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            // An acknowledged order survives the power going out; these two are what the figures are measured with.
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("listen_addresses", "localhost"),
            // No socket file: nothing to clean up, no limit on the length of the data directory's name.
            Map.entry("unix_socket_directories", ""),
            // Nine pools of twenty, a fleet starting beside the old one, and some for people.
            Map.entry("max_connections", "300"),
            Map.entry("shared_buffers", "256MB"),
            // Few checkpoints: each makes every page's next change write the whole page to the log.
            Map.entry("max_wal_size", "2GB"),
            Map.entry("checkpoint_timeout", "15min"),
            Map.entry("wal_buffers", "16MB"),
            // Short statements: compiling them costs more than running them.
            Map.entry("jit", "off"),
            Map.entry("random_page_cost", "1.1"),
            // An old snapshot triples the relay's cost, and a forgotten transaction holds locks for ever.
            Map.entry("idle_in_transaction_session_timeout", "60s"),
            // A statement whose client was killed while it waited for a lock gives up soon.
            Map.entry("client_connection_check_interval", "5s"),
            Map.entry("shared_preload_libraries", "pg_stat_statements"),
            Map.entry("pg_stat_statements.max", "5000"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("log_checkpoints", "off"),
            Map.entry("log_line_prefix", "%m [%p] %d "),
            Map.entry("lc_messages", "C"));

    private PostgresConfiguration() {}

    static String text(int port, Map<String, String> overrides) {
        Map<String, String> all = new TreeMap<>(DEFAULTS);
        all.putAll(overrides);
        all.put("port", String.valueOf(port));
        return all.entrySet().stream()
                .map(e -> e.getKey() + " = '" + e.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining(
                        "", "# Written at every start; pass settings to PostgresServer instead.\n", ""));
    }
}
