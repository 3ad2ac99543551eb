package dev.bulwark.platform.http.idempotency;

import java.util.Arrays;
import java.util.function.Supplier;
import javax.sql.DataSource;

import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.core.json.HttpJson;
import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.ProblemException;
import dev.bulwark.platform.core.telemetry.PlatformMeter;
import dev.bulwark.platform.http.deadline.JdbcDeadline;
import dev.bulwark.platform.http.idempotency.IdempotencyTable.Claim;
import dev.bulwark.platform.http.problem.ProblemWriter;
import dev.bulwark.platform.http.problem.Problems;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs the effect of a request once, however often the request arrives.
 *
 * <p>One transaction holds the look-up of the key, the effect and its stored answer. An advisory lock only tells a second request at once
 * that the first is still running; the primary key guarantees one effect. If the key turns out to be taken at the end, the effect is
 * rolled back and the first answer is returned.
 *
 * <p>2xx, 409 and 422 are stored. An effect that returns 409 or 422 keeps what it did; one that throws such a problem is rolled back and
 * the refusal is stored in a second transaction. Everything else is rolled back and leaves the key free.
 *
 * <p>Limits: what an effect does outside this transaction is not undone. Keys are kept for 48 hours. A stored problem repeats the trace id
 * of its first request.
 */
public final class IdempotentRequests {

    /** One for the race described above, one in case the row then found expires in between. */
    private static final int MAX_ATTEMPTS = 3;

    private final IdempotencyTable table;
    private final TransactionTemplate transaction;
    private final HttpJson json;
    private final Problems problems;
    private final ProblemWriter writer;
    private final Counter executed;
    private final Counter refused;
    private final Counter replayed;
    private final Counter reused;
    private final Counter inFlight;

    /** @param transactions of the same database as {@code dataSource} */
    public IdempotentRequests(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            HttpJson json,
            Problems problems,
            ProblemWriter writer,
            MeterRegistry meters) {
        this.table = new IdempotencyTable(new JdbcTemplate(dataSource));
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setName(JdbcDeadline.FIRST_STATEMENT);
        this.json = json;
        this.problems = problems;
        this.writer = writer;
        this.executed = PlatformMeter.IDEMPOTENT_REQUESTS.counter(meters, "executed");
        this.refused = PlatformMeter.IDEMPOTENT_REQUESTS.counter(meters, "refused");
        this.replayed = PlatformMeter.IDEMPOTENT_REQUESTS.counter(meters, "replayed");
        this.reused = PlatformMeter.IDEMPOTENT_REQUESTS.counter(meters, "reused");
        this.inFlight = PlatformMeter.IDEMPOTENT_REQUESTS.counter(meters, "in_flight");
    }

    /**
     * The effect's answer, or the stored one with {@code Idempotent-Replayed: true}.
     *
     * @param effect runs inside the transaction; its answer's body is written as JSON unless it is bytes already
     * @throws ProblemException 409 while the first request is running, 422 if it had another body, and what the effect throws
     * @throws IllegalStateException inside a transaction: then this could not know when it commits
     */
    public ResponseEntity<byte[]> execute(IdempotentRequest request, Supplier<? extends ResponseEntity<?>> effect) {
        return settle(request, effect).entity();
    }

    /** Settles a request in a transaction of its own. */
    Settled settle(IdempotentRequest request, Supplier<? extends ResponseEntity<?>> effect) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("execute opens the transaction; the caller must not have one");
        }
        byte[] bodyHash = request.bodyHash().get();
        try {
            return counted(attempt(request, bodyHash, Origin.EFFECT, () -> stored(effect.get())));
        } catch (KeyProblem e) {
            throw e;
        } catch (RuntimeException e) {
            StoredAnswer refusal = refusal(request, e);
            if (refusal == null) {
                throw e;
            }
            return counted(attempt(request, bodyHash, Origin.REFUSAL, () -> refusal));
        }
    }

    /**
     * Settles a request that could not be prepared: with the answer stored earlier, or with a refusal stored now.
     *
     * @throws RuntimeException the failure, where the key is new and the contract stores no such answer
     */
    Settled settleFailed(IdempotentRequest request, RuntimeException failure) {
        byte[] bodyHash = request.bodyHash().get();
        StoredAnswer refusal = refusal(request, failure);
        if (refusal != null) {
            return counted(attempt(request, bodyHash, Origin.REFUSAL, () -> refusal));
        }
        checkDeadline();
        Settled earlier = transaction.execute(status -> earlier(table.claim(request), bodyHash));
        if (earlier == null) {
            throw failure;
        }
        return counted(earlier);
    }

    /** What is stored for a failure, or null if the contract stores nothing. */
    private @Nullable StoredAnswer refusal(IdempotentRequest request, RuntimeException failure) {
        Problem problem = problems.known(failure);
        if (problem == null) {
            return null;
        }
        StoredAnswer refusal = stored(writer.entity(problem, request.instance()));
        return refusal.isKept() ? refusal : null;
    }

    private Settled attempt(
            IdempotentRequest request, byte[] bodyHash, Origin origin, Supplier<StoredAnswer> answering) {
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            Settled settled = once(request, bodyHash, origin, answering);
            if (settled != null) {
                return settled;
            }
        }
        throw inFlight();
    }

    /** Null if another request turned out to have stored its answer first. */
    private @Nullable Settled once(
            IdempotentRequest request, byte[] bodyHash, Origin origin, Supplier<StoredAnswer> answering) {
        checkDeadline();
        return transaction.execute(status -> {
            Settled earlier = earlier(table.claim(request), bodyHash);
            if (earlier != null) {
                return earlier;
            }
            StoredAnswer answer = answering.get();
            if (!answer.isKept()) {
                status.setRollbackOnly();
                return new Settled(answer, Origin.NOT_STORED);
            }
            if (!table.store(request, bodyHash, answer)) {
                status.setRollbackOnly();
                return null;
            }
            return new Settled(answer, origin);
        });
    }

    private static void checkDeadline() {
        Deadline deadline = Deadline.current();
        if (deadline != null) {
            deadline.check();
        }
    }

    /** The answer that a claimed key has already, or null if it is new and now ours. */
    private @Nullable Settled earlier(Claim claim, byte[] bodyHash) {
        if (claim.answer() == null) {
            if (!claim.locked()) {
                throw inFlight();
            }
            return null;
        }
        if (!Arrays.equals(claim.bodyHash(), bodyHash)) {
            reused.increment();
            throw new KeyProblem(
                    Problem.of(422, "idempotency-key-reused", "This idempotency key was used for another body"));
        }
        return new Settled(claim.answer(), Origin.REPLAY);
    }

    /** Counts after the commit, so that what is rolled back does not count. */
    private Settled counted(Settled settled) {
        switch (settled.origin()) {
            case EFFECT -> executed.increment();
            case REFUSAL -> refused.increment();
            case REPLAY -> replayed.increment();
            case NOT_STORED -> {} // the request may come again
        }
        return settled;
    }

    StoredAnswer stored(ResponseEntity<?> answer) {
        return StoredAnswer.of(answer, json);
    }

    IdempotencyTable table() {
        return table;
    }

    TransactionTemplate transaction() {
        return transaction;
    }

    /** Counts what a group settled, after its commit. */
    void countExecuted(int requests) {
        executed.increment(requests);
    }

    private KeyProblem inFlight() {
        inFlight.increment();
        return new KeyProblem(Problem.of(
                        409,
                        "idempotency-key-in-flight",
                        "The first request with this idempotency key is still running")
                .header("Retry-After", "1"));
    }

    /** Where an answer comes from. */
    enum Origin {
        EFFECT,
        REFUSAL,
        REPLAY,
        NOT_STORED
    }

    /** A request with its answer. */
    record Settled(StoredAnswer answer, Origin origin) {

        ResponseEntity<byte[]> entity() {
            return answer.toEntity(origin == Origin.REPLAY);
        }
    }

    /** About the key and not an answer of the effect: never stored. */
    private static final class KeyProblem extends ProblemException {
        KeyProblem(Problem problem) {
            super(problem, null);
        }
    }
}
