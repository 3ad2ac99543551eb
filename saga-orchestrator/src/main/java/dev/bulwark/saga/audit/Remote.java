package dev.bulwark.saga.audit;

import java.time.Duration;
import java.util.function.Supplier;

import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.core.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClientException;

/** Calls to others that must be answered. */
final class Remote {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private Remote() {}

    /**
     * The answer.
     *
     * @param source who is asked, for people
     * @throws dev.bulwark.platform.core.problem.ProblemException 503 that names the source, if there is no answer or none that can be read; 504
     *     if the deadline has passed meanwhile
     */
    static <T> T ask(String source, Supplier<@Nullable T> call) {
        T answer;
        try {
            answer = call.get();
        } catch (RestClientException e) {
            Deadline deadline = Deadline.current();
            if (deadline != null) {
                deadline.check();
            }
            throw away(source).exception(e);
        }
        if (answer == null) {
            throw away(source).exception();
        }
        return answer;
    }

    private static Problem away(String source) {
        return Problem.unavailable(RETRY_AFTER)
                .detail("Nothing was judged, for " + source + " gave no answer that can be read")
                .member("source", source);
    }
}
