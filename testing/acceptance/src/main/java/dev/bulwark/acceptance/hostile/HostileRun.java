package dev.bulwark.acceptance.hostile;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

import dev.bulwark.acceptance.client.Http;
import dev.bulwark.acceptance.hostile.RawConnection.RawAnswer;
import org.jspecify.annotations.Nullable;

/**
 * Sends hostile requests to every operation of servers that describe themselves, some operations at once, each from a seed of its own, and
 * collects the answers that break the contract.
 *
 * <p>Limit: with a time limit, slow operations get fewer requests than asked for; {@link #fewest} says how many each got at least.
 */
final class HostileRun {

    private static final int OPERATIONS_AT_ONCE = 8;
    private static final int MAX_VIOLATIONS_PER_OPERATION = 5;

    private final long seed;
    private final int requests;
    private final Duration atMost;
    private final Function<String, @Nullable String> tokens;
    private final Semaphore places = new Semaphore(OPERATIONS_AT_ONCE);

    private final List<String> violations = Collections.synchronizedList(new ArrayList<>());
    private final Map<Integer, Integer> answers = Collections.synchronizedMap(new TreeMap<>());
    private final List<Integer> made = Collections.synchronizedList(new ArrayList<>());
    /** The time of one operation. */
    private volatile Duration turn = Duration.ZERO;

    /**
     * @param requests of each operation
     * @param atMost for all of it
     * @param tokens the token to send to a path, or null for none
     */
    HostileRun(long seed, int requests, Duration atMost, Function<String, @Nullable String> tokens) {
        this.seed = seed;
        this.requests = requests;
        this.atMost = atMost;
        this.tokens = tokens;
    }

    /** @param description path of the OpenAPI document */
    record Server(URI url, String description) {}

    void against(List<Server> servers) throws InterruptedException {
        List<Callable<Void>> all = new ArrayList<>();
        for (Server server : servers) {
            OpenApiDocument document = new OpenApiDocument(new Http(server.url())
                    .get(server.description())
                    .send()
                    .expect(200)
                    .json());
            for (Operation operation : document.operations()) {
                all.add(() -> {
                    attack(server, operation, document);
                    return null;
                });
            }
        }
        turn = atMost.multipliedBy(OPERATIONS_AT_ONCE).dividedBy(Math.max(1, all.size()));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> done : threads.invokeAll(all)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void attack(Server server, Operation operation, OpenApiDocument document)
            throws IOException, InterruptedException {
        places.acquire();
        long until = System.nanoTime() + turn.toNanos();
        int sent = 0;
        int broken = 0;
        HostileRequests hostile = new HostileRequests(
                operation, document, tokens, new Random(seed ^ (server + operation.toString()).hashCode()));
        try (RawConnection connection = new RawConnection(server.url())) {
            while (sent < requests && broken < MAX_VIOLATIONS_PER_OPERATION && System.nanoTime() < until) {
                HostileRequest request = hostile.next();
                sent++;
                String violation = violation(connection, operation, request);
                if (violation != null) {
                    broken++;
                    violations.add(server.url() + " " + operation + ": " + violation + "\n    " + request);
                }
            }
        } finally {
            places.release();
            made.add(sent);
        }
    }

    private @Nullable String violation(RawConnection connection, Operation operation, HostileRequest request) {
        try {
            RawAnswer answer = connection.exchange(request);
            answers.merge(answer.status(), 1, Integer::sum);
            String wrong = AnswerRules.violation(operation, request, answer);
            return wrong == null ? null : wrong + " (" + answer.status() + " " + answer.body() + ")";
        } catch (SocketTimeoutException e) {
            return "no answer in time";
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Each with the request that caused it. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    /** How many requests the operation with the fewest got. */
    int fewest() {
        return made.stream().mapToInt(Integer::intValue).min().orElse(0);
    }

    @Override
    public String toString() {
        int all = made.stream().mapToInt(Integer::intValue).sum();
        return "hostile: seed %d, %d requests to %d operations, at least %d each, answers %s, %d violations"
                .formatted(seed, all, made.size(), fewest(), answers, violations.size());
    }
}
