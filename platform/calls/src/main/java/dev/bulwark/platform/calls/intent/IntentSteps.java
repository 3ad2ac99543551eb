package dev.bulwark.platform.calls.intent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

import dev.bulwark.platform.calls.intent.OpenIntents.Attempt;
import dev.bulwark.platform.core.Backoff;
import dev.bulwark.platform.core.background.Pause;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What a dispatcher decides and writes, step by step: which intent is called next and for how long, what is given up or put off, what
 * becomes of an answer. Whoever takes the steps decides when, and on which thread.
 *
 * <p>{@link IntentDispatcher} takes them with threads, within a bulkhead and behind a circuit breaker; a simulation takes them in a time of its own, and
 * so without those two. {@link #next} is for one thread, {@link #writeWaiting} for one, {@link #sweep} for one; {@link #returned} for any.
 */
public final class IntentSteps<I, O> {

    private static final Logger log = LoggerFactory.getLogger(IntentSteps.class);

    private final String name;
    private final IntentSettings settings;
    private final Clock clock;
    private final RandomGenerator random;
    private final OpenIntents<I> open;
    private final OutcomeWriter<I, O> writer;
    private final IntentSweeper<I> sweeper;
    private final IntentMeters meters;
    private final Backoff backoff;
    private final RetryBudget budget = new RetryBudget();
    private final RejectionLog rejections = new RejectionLog();

    /**
     * A call to be made.
     *
     * @param failures earlier calls for the same intent, all without an answer
     */
    public record Call<I>(Intent<I> intent, int failures) {
        boolean isRetry() {
            return failures > 0;
        }
    }

    /** @param pause how a database that is away or in conflict is waited for */
    public IntentSteps(
            String name,
            Intents<I> intents,
            OutcomeHandler<I, O> handler,
            TransactionOperations transactions,
            RandomGenerator random,
            Pause pause,
            MeterRegistry registry) {
        this.name = name;
        this.settings = intents.settings();
        this.clock = intents.clock();
        this.random = random;
        this.open = intents.open();
        this.meters = new IntentMeters(registry, name);
        this.backoff = new Backoff(settings.backoffBaseMillis(), settings.backoffCapMillis());
        this.writer = new OutcomeWriter<>(intents, handler, transactions, meters, random, pause);
        this.sweeper = new IntentSweeper<>(intents);
    }

    /** The next call to be made now, or null: then nothing is due, or one was given up or put off and it is worth asking again. */
    public @Nullable Call<I> next() {
        Instant now = clock.instant();
        Attempt<I> attempt = open.next(now);
        if (attempt == null) {
            return null;
        }
        if (attempt.intent().expired(now)) {
            giveUp(attempt.intent());
            return null;
        }
        if (attempt.isRetry() && !budget.allowsRetry(now)) {
            meters.budgetSpent();
            open.retryAt(attempt, now.plusMillis(1 + backoff.millis(attempt.failures(), random)));
            return null;
        }
        return new Call<>(attempt.intent(), attempt.failures());
    }

    /** Whether {@link #next} has anything to look at now. */
    public boolean isDue() {
        return open.isDue(clock.instant());
    }

    /** When the first of those that wait for another try is due; null where none does. */
    public @Nullable Instant firstRetry() {
        return open.firstRetry();
    }

    /** The call could not be made after all and comes first again; what has expired meanwhile is given up. */
    void putBack(Call<I> call) {
        open.putBack(new Attempt<>(call.intent(), call.failures()));
        open.takeExpired(clock.instant()).forEach(this::giveUp);
    }

    /**
     * The call is being made.
     *
     * @return how long it may take: the settings' time-out, or less where the intent expires sooner
     */
    public Duration begin(Call<I> call) {
        Instant now = clock.instant();
        budget.called(now, call.isRetry());
        if (call.isRetry()) {
            meters.retried();
        }
        return atMost(call.intent(), now);
    }

    private Duration atMost(Intent<I> intent, Instant now) {
        Duration timeout = Duration.ofMillis(settings.callTimeoutMillis());
        if (intent.expires() == null) {
            return timeout;
        }
        Duration remaining = Duration.between(now, intent.expires());
        return remaining.compareTo(timeout) < 0 ? remaining : timeout;
    }

    /**
     * What the call came to.
     *
     * @param nanos how long it took
     */
    public void returned(Call<I> call, CallResult<O> result, long nanos) {
        switch (result) {
            case CallResult.Answered<O>(O answer) -> {
                meters.answered(nanos);
                writer.add(new Outcome.Answered<>(call.intent(), answer));
            }
            case CallResult.TryAgain<O>(String reason, var retryAfter) -> {
                meters.failed(nanos);
                tryAgain(new Attempt<>(call.intent(), call.failures() + 1), reason, retryAfter);
            }
            case CallResult.Rejected<O>(String reason) -> {
                meters.rejected(nanos);
                rejections.log(name, reason, clock.instant());
                tryAgain(new Attempt<>(call.intent(), call.failures() + 1), reason, null);
            }
        }
    }

    /** Not before the outside wants to be asked again, but an intent that expires sooner is given up when it does. */
    private void tryAgain(Attempt<I> failed, String reason, @Nullable Duration retryAfter) {
        long millis = Math.max(backoff.millis(failed.failures(), random), RetryPause.millis(retryAfter));
        log.debug(
                "{} has no answer from {} ({}) and is asked again in {} ms",
                failed.intent().id(),
                name,
                reason,
                millis);
        Instant due = clock.instant().plusMillis(millis);
        Instant expires = failed.intent().expires();
        open.retryAt(failed, expires != null && expires.isBefore(due) ? expires : due);
    }

    private void giveUp(Intent<I> intent) {
        meters.givenUp();
        log.info("{} expired without an answer from {}: its outcome is unknown", intent.id(), name);
        writer.add(new Outcome.GivenUp<>(intent));
    }

    /** Writes one batch of the outcomes that have come in; false if there are none. */
    public boolean writeWaiting() throws InterruptedException {
        return writer.writeWaiting();
    }

    /** Renews the claims of what is open here, and takes over what a crash has left. */
    public void sweep() {
        sweeper.look();
    }

    OutcomeWriter<I, O> writer() {
        return writer;
    }

    IntentSweeper<I> sweeper() {
        return sweeper;
    }

    IntentMeters meters() {
        return meters;
    }
}
