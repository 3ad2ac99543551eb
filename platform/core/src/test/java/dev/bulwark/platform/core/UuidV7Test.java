package dev.bulwark.platform.core;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UuidV7Test {

    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00.123Z");

    @Test
    void carriesItsTimeAndVersion() {
        UUID id = new UuidV7(Clock.fixed(NOW, ZoneOffset.UTC), new Random(1)).next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(UuidV7.timeOf(id)).isEqualTo(NOW);
    }

    @Test
    void idsOfOneMillisecondDiffer() {
        UuidV7 ids = new UuidV7(Clock.fixed(NOW, ZoneOffset.UTC), new Random(1));
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            assertThat(seen.add(ids.next())).isTrue();
        }
    }

    @Test
    void anIdWithoutATimeIsToldApart() {
        UUID random = UUID.fromString("7d444840-9dc0-41d1-b245-5ffdce74fad2");
        assertThat(UuidV7.isTimed(random)).isFalse();
        assertThatThrownBy(() -> UuidV7.timeOf(random)).isInstanceOf(IllegalArgumentException.class);
    }
}
