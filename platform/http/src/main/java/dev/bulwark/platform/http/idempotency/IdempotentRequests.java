package dev.bulwark.platform.http.idempotency;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
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
 * Runs the effect of a request once, however often the request comes.
 *
 * <p>One transaction: {lock and look up, effect, store the answer}. The lock only tells a second request at once that the first is
 * still running; what guarantees one effect is the primary key. If it turns out taken at the end (the first request
 * committed between our snapshot and our lock), the effect is rolled back and the first answer given.
 *
 * <p>What is stored: 2xx, 409 and 422. An effect that <em>returns</em> 409 or 422 keeps what it did; one that <em>throws</em> what is such
 * a problem is rolled back, and the refusal stored in a transaction of its own: no savepoint, so the ordinary path doesn't pay
 * for the rare one. Anything else thrown or returned rolls back, leaves the key free, and goes to the client.
 *
 * <p>Limits: whatever the effect does outside this transaction isn't undone and may happen again; so it calls nobody, it only
 * writes. Keys are kept 48 hours. A stored problem repeats the trace id of its first request.
 */
public final class IdempotentRequests {

    /** One for the race told above, one in case the row then found expires in between. */
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
     * @throws IllegalStateException inside a transaction: then this couldn't know when it commits
     */
    public ResponseEntity<byte[]> execute(IdempotentRequest request, Supplier<? extends ResponseEntity<?>> effect) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("execute opens the transaction; the caller must not have one");
        }
        byte[] bodyHash = request.bodyHash().get();
        Supplier<StoredAnswer> answering = () -> StoredAnswer.of(effect.get(), json);
        try {
            return attempt(request, bodyHash, answering, executed);
        } catch (KeyProblem e) {
            throw e;
        } catch (RuntimeException e) {
            Problem problem = problems.known(e);
            if (problem == null) {
                throw e;
            }
            StoredAnswer refusal = StoredAnswer.of(writer.entity(problem, request.instance()), json);
            if (!refusal.isKept()) {
                throw e;
            }
            return attempt(request, bodyHash, () -> refusal, refused);
        }
    }

    /**
     * The same for a route that many call at once.
     *
     * @param name for threads and logs
     * @param effect has the effects of all commands inside one transaction and answers each, in order; an answer that isn't to be
     *     stored, or an exception, makes the group go apart, and each is tried alone
     */
    public <C> GroupedRequests<C> grouped(
            String name, Function<List<C>, ? extends List<? extends ResponseEntity<?>>> effect) {
        return new GroupedRequests<>(name, this, table, transaction, json, executed, effect);
    }

    private ResponseEntity<byte[]> attempt(
            IdempotentRequest request, byte[] bodyHash, Supplier<StoredAnswer> answering, Counter outcome) {
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            ResponseEntity<byte[]> answer = once(request, bodyHash, answering, outcome);
            if (answer != null) {
                return answer;
            }
        }
        throw inFlight();
    }

    /** Null if another request turned out to have stored its answer first. */
    private @Nullable ResponseEntity<byte[]> once(
            IdempotentRequest request, byte[] bodyHash, Supplier<StoredAnswer> answering, Counter outcome) {
        Deadline deadline = Deadline.current();
        if (deadline != null) {
            deadline.check();
        }
        return transaction.execute(status -> {
            Claim claim = table.claim(request);
            if (claim.answer() != null) {
                return replay(claim.answer(), claim.bodyHash(), bodyHash);
            }
            if (!claim.locked()) {
                throw inFlight();
            }
            StoredAnswer answer = answering.get();
            if (!answer.isKept()) {
                status.setRollbackOnly();
                return answer.toEntity(false);
            }
            if (!table.store(request, bodyHash, answer)) {
                status.setRollbackOnly();
                return null;
            }
            outcome.increment();
            return answer.toEntity(false);
        });
    }

    private ResponseEntity<byte[]> replay(StoredAnswer answer, byte @Nullable [] firstHash, byte[] bodyHash) {
        if (!Arrays.equals(firstHash, bodyHash)) {
            reused.increment();
            throw new KeyProblem(
                    Problem.of(422, "idempotency-key-reused", "This idempotency key was used for another body"));
        }
        replayed.increment();
        return answer.toEntity(true);
    }

    private KeyProblem inFlight() {
        inFlight.increment();
        return new KeyProblem(Problem.of(
                        409,
                        "idempotency-key-in-flight",
                        "The first request with this idempotency key is still running")
                .header("Retry-After", "1"));
    }

    /** About the key and not an answer of the effect: never stored. */
    private static final class KeyProblem extends ProblemException {
        KeyProblem(Problem problem) {
            super(problem, null);
        }
    }
}
