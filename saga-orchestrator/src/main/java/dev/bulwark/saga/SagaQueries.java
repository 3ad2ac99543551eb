package dev.bulwark.saga;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.bulwark.saga.domain.Ending;
import dev.bulwark.saga.domain.Phase;
import org.jspecify.annotations.Nullable;

/** What operators see of sagas. Reads only, without locks. */
public interface SagaQueries {

    /** Newest first. */
    List<Overview> list(Filter filter);

    Optional<Timeline> timeline(UUID id);

    /**
     * @param phases any of these; empty for all
     * @param stuck whether to list only what is stuck, or only what is not; null for both
     * @param before only sagas with a smaller id; null to begin with the newest
     */
    record Filter(
            Set<Phase> phases,
            @Nullable Boolean stuck,
            @Nullable UUID before,
            int limit) {}

    /**
     * @param attempt how often the open command was sent; 0 once ended
     * @param askedAt when the open command was sent first; null once ended
     * @param dueAt when the timer acts; null once ended, and while stuck
     * @param ending null unless it turned round
     */
    record Overview(
            UUID id,
            Phase phase,
            int attempt,
            Instant startedAt,
            Instant updatedAt,
            @Nullable Instant askedAt,
            @Nullable Instant dueAt,
            @Nullable Instant endedAt,
            @Nullable String stuckReason,
            @Nullable Ending ending) {}

    /** @param log every entry, oldest first */
    record Timeline(Overview saga, List<LogEntry> log) {}
}
