package dev.bulwark.payment.persistence;

import java.time.Duration;

import dev.bulwark.payment.PaymentSuite;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class ProviderEventExpiryIT extends PaymentSuite {

    @Autowired
    private JdbcProviderEvents events;

    @Test
    void forgetsWhatNobodyCanReplayAnyMore() {
        String prefix = "expiry-" + ids.next() + "-";
        // More than two chunks of them; five minutes to either side of its time is how long a signature is good.
        heard(prefix + "old-", 2_500, Duration.ofMinutes(21));
        heard(prefix + "replayable-", 3, Duration.ofMinutes(10));
        Counter expired = new SimpleMeterRegistry().counter("expired");

        new ProviderEventExpiry(events, expired).run();

        assertThat(count(prefix + "old-")).isZero();
        assertThat(count(prefix + "replayable-")).isEqualTo(3);
        assertThat(expired.count()).isGreaterThanOrEqualTo(2_500);
        assertThat(events.remember(prefix + "replayable-1")).isFalse();
        assertThat(events.remember(prefix + "old-1")).isTrue();
    }

    private void heard(String prefix, int events, Duration ago) {
        jdbc.sql("""
                        INSERT INTO provider_event (id, heard_at)
                        SELECT ? || n, now() - make_interval(secs => ?) FROM generate_series(1, ?) AS n
                        """).params(prefix, ago.toSeconds(), events).update();
    }

    private long count(String prefix) {
        return jdbc.sql("SELECT count(*) FROM provider_event WHERE id LIKE ?")
                .param(prefix + "%")
                .query(Long.class)
                .single();
    }
}
