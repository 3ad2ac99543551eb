package dev.bulwark.saga.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import dev.bulwark.saga.LogEntry;
import dev.bulwark.saga.OperatorNote;
import dev.bulwark.saga.SagaQueries;
import dev.bulwark.saga.domain.Decision;
import dev.bulwark.saga.domain.Intervention;
import dev.bulwark.saga.domain.Phase;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one saga.
 *
 * @param waitsFor why it does not move on, in words; absent once it ended
 * @param waiting the same for machines; absent once it ended
 * @param interventions what an operator can do to it now
 * @param steps each phase it went through, with what was sent and what ended it
 * @param log each thing that happened, ignored ones included
 */
record SagaTimeline(
        SagaSummary saga,
        @Nullable String waitsFor,
        @Nullable Waiting waiting,
        List<String> interventions,
        List<Visit> steps,
        List<Line> log) {

    static SagaTimeline of(SagaQueries.Timeline timeline) {
        SagaQueries.Overview saga = timeline.saga();
        return new SagaTimeline(
                SagaSummary.of(saga),
                waitsFor(saga),
                Waiting.of(saga),
                interventions(saga.phase(), saga.stuckReason() != null),
                visits(timeline.log()),
                timeline.log().stream().map(Line::of).toList());
    }

    /** As they are called in paths. */
    static List<String> interventions(Phase phase, boolean stuck) {
        return Intervention.possible(phase, stuck).stream()
                .map(possible -> possible.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static @Nullable String waitsFor(SagaQueries.Overview saga) {
        if (!saga.phase().isOpen()) {
            return null;
        }
        String answer = "the answer of " + saga.phase().step().participant() + " to attempt " + saga.attempt() + " of "
                + words(saga.phase()) + ", asked for since " + saga.askedAt();
        return saga.stuckReason() == null
                ? answer + "; acts again at " + saga.dueAt()
                : answer + "; stuck, until the answer comes or somebody acts: " + saga.stuckReason();
    }

    private static List<Visit> visits(List<LogEntry> log) {
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < log.size(); i++) {
            LogEntry entered = log.get(i);
            if (entered.kind() == Decision.Kind.MOVED && entered.phase().isOpen()) {
                visits.add(Visit.of(entered, log.subList(i + 1, log.size())));
            }
        }
        return visits;
    }

    private static String words(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * The answer that is missing.
     *
     * @param step of the saga, as step ids name it
     * @param participant who owes the answer
     * @param attempt how often it was asked for
     * @param since when it was asked for first
     * @param nextAttemptAt when it is asked for again, or given up where its budget ends then; absent while stuck
     */
    record Waiting(
            String step,
            String participant,
            int attempt,
            @Nullable Instant since,
            @Nullable Instant nextAttemptAt) {

        static @Nullable Waiting of(SagaQueries.Overview saga) {
            return saga.phase().isOpen()
                    ? new Waiting(
                            saga.phase().step().id(),
                            saga.phase().step().participant(),
                            saga.attempt(),
                            saga.askedAt(),
                            saga.dueAt())
                    : null;
        }
    }

    /**
     * @param sent a message id for each attempt, oldest first
     * @param endedBy what was heard, or what the timer meant; absent while it waits
     * @param messageId the answer; absent where a timer ended it
     * @param durationMillis from the first attempt to what ended it
     */
    record Visit(
            String step,
            Phase phase,
            int attempts,
            Instant askedAt,
            List<UUID> sent,
            @Nullable String endedBy,
            @Nullable UUID messageId,
            @Nullable Instant endedAt,
            @Nullable Long durationMillis) {

        static Visit of(LogEntry entered, List<LogEntry> later) {
            List<UUID> sent = new ArrayList<>();
            if (entered.sentId() != null) {
                sent.add(entered.sentId());
            }
            for (LogEntry entry : later) {
                if (entry.kind() == Decision.Kind.MOVED) {
                    return ended(entered, sent, entry);
                }
                if (entry.sentId() != null) {
                    sent.add(entry.sentId());
                }
            }
            return new Visit(
                    entered.phase().step().id(),
                    entered.phase(),
                    sent.size(),
                    entered.at(),
                    sent,
                    null,
                    null,
                    null,
                    null);
        }

        private static Visit ended(LogEntry entered, List<UUID> sent, LogEntry end) {
            return new Visit(
                    entered.phase().step().id(),
                    entered.phase(),
                    sent.size(),
                    entered.at(),
                    sent,
                    end.cause().name(),
                    end.messageId(),
                    end.at(),
                    Duration.between(entered.at(), end.at()).toMillis());
        }
    }

    /** One line of the log; see {@link LogEntry}. */
    record Line(
            int seq,
            Instant at,
            String cause,
            String kind,
            Phase phase,
            int attempt,
            @Nullable UUID messageId,
            @Nullable UUID sentId,
            @Nullable String detail,
            @Nullable String operator,
            @Nullable String reason) {

        static Line of(LogEntry entry) {
            OperatorNote note = entry.note();
            return new Line(
                    entry.seq(),
                    entry.at(),
                    entry.cause().name(),
                    entry.kind().name(),
                    entry.phase(),
                    entry.attempt(),
                    entry.messageId(),
                    entry.sentId(),
                    entry.detail(),
                    note == null ? null : note.operator(),
                    note == null ? null : note.reason());
        }
    }
}
