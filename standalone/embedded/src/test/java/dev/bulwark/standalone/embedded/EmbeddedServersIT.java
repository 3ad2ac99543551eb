package dev.bulwark.standalone.embedded;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedServersIT {

    @TempDir
    Path data;

    @Test
    void acknowledged_writes_survive_kill_9_and_the_orphaned_postgres_is_adopted() throws Exception {
        Process first = child("first");
        int port = portOnceReady(first);
        assertThatThrownBy(() -> EmbeddedServers.start(data, 0, 0, 0, Map.of()))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("process " + first.pid());
        assertThatThrownBy(() -> PostgresServer.stopOrphan(data.resolve("postgres")))
                .hasMessageContaining("in use by another instance");

        first.destroyForcibly().waitFor();
        Postmaster orphan = postmaster().orElseThrow();

        try (EmbeddedServers servers = EmbeddedServers.start(data, port, 0, 0, Map.of())) {
            assertThat(servers.postgres().adopted()).isTrue();
            assertThat(postmaster()).contains(orphan);
            assertThat(rows(servers)).containsExactly("first");
            assertThat(Records.values(servers.kafka().bootstrapServers(), "written"))
                    .containsExactly("first");
        }
        assertThat(postmaster()).isEmpty();
    }

    @Test
    void an_orphan_on_another_port_is_replaced_and_one_without_successor_can_be_stopped() throws Exception {
        try (PostgresServer left = PostgresServer.start(data.resolve("postgres"), 0)) {
            left.databases().create("child", "secret");
            left.abandon();
        }
        Postmaster orphan = postmaster().orElseThrow();
        int otherPort = Ports.resolve(0).getFirst();

        PostgresServer replacement = PostgresServer.start(data.resolve("postgres"), otherPort);
        assertThat(replacement.adopted()).isFalse();
        assertThat(replacement.port()).isEqualTo(otherPort).isNotEqualTo(orphan.port());
        replacement.databases().connect("child").close();
        replacement.abandon();

        assertThat(PostgresServer.stopOrphan(data.resolve("postgres"))).isTrue();
        assertThat(PostgresServer.stopOrphan(data.resolve("postgres"))).isFalse();
        assertThat(postmaster()).isEmpty();
    }

    @Test
    void writes_survive_an_orderly_restart_and_no_process_is_left() throws Exception {
        Process first = child("first");
        portOnceReady(first);
        first.getOutputStream().close();
        assertThat(first.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isZero();
        assertThat(postmaster()).isEmpty();
        assertThat(data.resolve(InstanceLock.FILE)).isEmptyFile();

        try (EmbeddedServers servers = EmbeddedServers.start(data, 0, 0, 0, Map.of())) {
            assertThat(rows(servers)).containsExactly("first");
            assertThat(Records.values(servers.kafka().bootstrapServers(), "written"))
                    .containsExactly("first");
        }
    }

    @Test
    void when_kafka_cannot_start_postgres_is_stopped_again() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedServers.start(data, 0, taken.getLocalPort(), 0, Map.of()))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("Kafka");
        }
        assertThat(postmaster()).isEmpty();
    }

    @Test
    void when_postgres_cannot_start_kafka_is_stopped_again() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedServers.start(data, taken.getLocalPort(), 0, 0, Map.of()))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("PostgreSQL");
        }
        EmbeddedServers.start(data, 0, 0, 0, Map.of()).close();
    }

    private Optional<Postmaster> postmaster() throws IOException {
        return Postmaster.of(data.resolve("postgres/cluster"));
    }

    private Process child(String value) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        java.toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        Child.class.getName(),
                        data.toString(),
                        value)
                .directory(new File("."))
                .redirectError(Files.createTempFile(data, "child", ".err").toFile())
                .start();
    }

    private static int portOnceReady(Process child) throws IOException {
        BufferedReader output = child.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(Child.READY)) {
                return Integer.parseInt(line.substring(Child.READY.length() + 1));
            }
            System.out.println("child: " + line);
        }
        throw new IllegalStateException("the child ended before it was ready");
    }

    private static List<String> rows(EmbeddedServers servers) throws Exception {
        try (Connection connection = servers.postgres().databases().connect("child");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT value FROM written ORDER BY value")) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
