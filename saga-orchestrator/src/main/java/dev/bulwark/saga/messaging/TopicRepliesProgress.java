package dev.bulwark.saga.messaging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.bulwark.saga.RepliesProgress;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link RepliesProgress} by marks: it notes where the topic ends at a moment, and once everything before that has been handled, the
 * answers are known to be heard up to that moment.
 *
 * <p>After the start, and whenever the broker was away, marks are taken only when it has answered for a while: participants publish
 * what they held back first. Used by one thread.
 */
final class TopicRepliesProgress implements RepliesProgress {

    private static final Logger log = LoggerFactory.getLogger(TopicRepliesProgress.class);

    private final RepliesTopic topic;
    private final HandledOffsets handledHere;
    private final Clock clock;
    private final Duration settle;
    private @Nullable Instant reachableSince;
    private @Nullable Mark mark;
    private @Nullable Instant heardUpTo;

    TopicRepliesProgress(RepliesTopic topic, HandledOffsets handledHere, Clock clock, Duration settle) {
        this.topic = topic;
        this.handledHere = handledHere;
        this.clock = clock;
        this.settle = settle;
    }

    @Override
    public @Nullable Instant heardUpTo() {
        try {
            look();
        } catch (KafkaException e) {
            if (reachableSince != null || mark != null) {
                log.warn("Saga timers wait until the broker answers again: {}", e.toString());
            }
            reachableSince = null;
            mark = null;
        }
        return heardUpTo;
    }

    private void look() {
        Mark taken = mark != null ? mark : take();
        if (taken != null && isReached(taken)) {
            heardUpTo = taken.at();
            mark = null;
        } else {
            mark = taken;
        }
    }

    private @Nullable Mark take() {
        Instant now = clock.instant(); // before the question: an answer published later is beyond the mark
        Map<Integer, Long> ends = topic.endOffsets();
        if (reachableSince == null) {
            reachableSince = now;
        }
        return now.isBefore(reachableSince.plus(settle)) ? null : new Mark(now, ends);
    }

    private boolean isReached(Mark taken) {
        Map<Integer, Long> handled = topic.handledOffsets();
        return taken.ends().entrySet().stream().allMatch(end -> {
            long there = Math.max(handled.getOrDefault(end.getKey(), 0L), handledHere.next(end.getKey()));
            return there >= end.getValue();
        });
    }

    private record Mark(Instant at, Map<Integer, Long> ends) {}
}
