package dev.bulwark.order.view;

import java.time.Clock;

import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import org.springframework.jdbc.core.JdbcTemplate;

/** The handlers that update one table of the view. They are not beans: a listener for a bean would run on the first database. */
class ViewEventHandlers {

    private final ViewJson json = new ViewJson();
    private final ViewTable table;
    private final HeldTable held;
    private final MessageCodec codec;
    private final Clock clock;

    ViewEventHandlers(JdbcTemplate jdbc, MessageCodec codec, Clock clock, String tableName) {
        this.table = new ViewTable(jdbc, json, tableName);
        this.held = new HeldTable(jdbc);
        this.codec = codec;
        this.clock = clock;
    }

    BatchHandler<?> handler(ViewSource source) {
        return new ViewEventHandler(source, table, held, codec, json, clock);
    }

    ViewTable table() {
        return table;
    }

    HeldTable held() {
        return held;
    }
}
