package dev.bulwark.payment.persistence;

import java.time.Duration;

import dev.bulwark.payment.ProviderEvents;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** {@link ProviderEvents} on the table {@code provider_event}, whose primary key decides. */
@Repository
class JdbcProviderEvents implements ProviderEvents {

    private static final String REMEMBER = "INSERT INTO provider_event (id) VALUES (?) ON CONFLICT DO NOTHING";

    private static final String FORGET = "DELETE FROM provider_event WHERE ctid = ANY (ARRAY("
            + "SELECT ctid FROM provider_event WHERE heard_at < now() - make_interval(secs => ?)"
            + " LIMIT ? FOR UPDATE SKIP LOCKED))";

    private final JdbcClient jdbc;

    JdbcProviderEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean remember(String eventId) {
        return jdbc.sql(REMEMBER).param(eventId).update() == 1;
    }

    /** How many of that age were deleted, at most {@code maxRows}. */
    int forget(Duration age, int maxRows) {
        return jdbc.sql(FORGET).param(age.toSeconds()).param(maxRows).update();
    }
}
