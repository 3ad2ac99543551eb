package dev.bulwark.standalone.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * A process that starts both servers, writes a row and a record, says so, and waits: {@code Child <data> <value>}. At the
 * end of its input it stops in order.
 */
final class Child {

    static final String READY = "ready";

    private Child() {}

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedServers servers = EmbeddedServers.start(Path.of(arguments[0]), 0, 0, 0, Map.of())) {
            servers.postgres().databases().create("child", "secret");
            try (Connection connection = servers.postgres().databases().connect("child");
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS written (value text)");
                statement.execute("INSERT INTO written VALUES ('" + arguments[1] + "')");
            }
            servers.kafka().createTopics(List.of(new KafkaTopic("written", 1)));
            Records.send(servers.kafka().bootstrapServers(), "written", "key", arguments[1]);
            System.out.println(READY + " " + servers.postgres().port());
            while (System.in.read() >= 0) {
                // Wait for the parent to close the pipe, or to kill.
            }
        }
    }
}
