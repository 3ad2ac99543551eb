package dev.bulwark.saga.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import dev.bulwark.testing.ManualClock;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TopicRepliesProgressTest {

    private static final Duration SETTLE = Duration.ofSeconds(5);

    private final ManualClock clock = new ManualClock();
    private final ScriptedTopic topic = new ScriptedTopic();
    private final HandledOffsets handledHere = new HandledOffsets();
    private final TopicRepliesProgress progress = new TopicRepliesProgress(topic, handledHere, clock, SETTLE);

    @BeforeEach
    void settle() {
        assertThat(progress.heardUpTo()).isNull();
        clock.advance(SETTLE);
    }

    @Test
    void aTopicReadToItsEndIsHeardUpToNow() {
        topic.ends.put(0, 7L);
        topic.handled.put(0, 7L);
        assertThat(progress.heardUpTo()).isEqualTo(clock.instant());
    }

    @Test
    void onePartitionThatLagsHoldsEverythingBack() {
        topic.ends.putAll(Map.of(0, 7L, 1, 3L));
        topic.handled.putAll(Map.of(0, 7L, 1, 2L));
        assertThat(progress.heardUpTo()).isNull();
    }

    @Test
    void aBusyTopicIsHeardUpToTheMarkOnceItIsReached() {
        topic.ends.put(0, 7L);
        topic.handled.put(0, 5L);
        Instant marked = clock.instant();
        assertThat(progress.heardUpTo()).isNull();
        clock.advance(Duration.ofSeconds(1));
        topic.ends.put(0, 9L);
        topic.handled.put(0, 7L);
        assertThat(progress.heardUpTo()).isEqualTo(marked);
    }

    @Test
    void aCommitThatGotLostIsMadeUpForByWhatWasHandledHere() {
        topic.ends.put(3, 7L);
        assertThat(progress.heardUpTo()).isNull();
        handledHere.advance(Map.of(3, 7L));
        assertThat(progress.heardUpTo()).isEqualTo(clock.instant());
    }

    @Test
    void whileTheBrokerIsAwayItStandsStillAndThenWaitsForTheOthers() {
        Instant before = clock.instant();
        assertThat(progress.heardUpTo()).isEqualTo(before);
        clock.advance(Duration.ofMinutes(1));
        topic.away = true;
        assertThat(progress.heardUpTo()).isEqualTo(before);
        topic.away = false;
        assertThat(progress.heardUpTo()).isEqualTo(before);
        clock.advance(SETTLE.minusMillis(1));
        assertThat(progress.heardUpTo()).isEqualTo(before);
        clock.advance(Duration.ofMillis(1));
        assertThat(progress.heardUpTo()).isEqualTo(clock.instant());
    }

    private static final class ScriptedTopic implements RepliesTopic {

        private final Map<Integer, Long> ends = new HashMap<>();
        private final Map<Integer, Long> handled = new HashMap<>();
        private boolean away;

        @Override
        public Map<Integer, Long> endOffsets() {
            if (away) {
                throw new TimeoutException("away");
            }
            return Map.copyOf(ends);
        }

        @Override
        public Map<Integer, Long> handledOffsets() {
            return Map.copyOf(handled);
        }
    }
}
