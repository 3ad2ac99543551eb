package dev.bulwark.platform.http.problem;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import dev.bulwark.platform.core.json.HttpJson;
import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.ProblemException;
import dev.bulwark.platform.core.problem.Violation;
import dev.bulwark.platform.core.problem.Violations;
import dev.bulwark.platform.core.trace.TraceContext;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.CannotCreateTransactionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProblemTest {

    private final ProblemWriter writer = new ProblemWriter(new HttpJson());
    private final Problems problems = new Problems(List.of(new DataAccessTranslator()));

    @Test
    void isWrittenAsTheContractSays() {
        Problem problem = Problem.of(409, "not-cancellable", "Too late")
                .detail("The order is confirmed.")
                .member("order", "CONFIRMED")
                .member("version", 3)
                .member("type", "a member can't stand in for one of RFC 9457");
        TraceContext.where("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .run(() -> assertThat(new String(
                                writer.body(problem, "/api/v1/orders/1"), java.nio.charset.StandardCharsets.UTF_8))
                        .isEqualTo("{\"type\":\"/problems/not-cancellable\",\"title\":\"Too late\",\"status\":409,"
                                + "\"detail\":\"The order is confirmed.\",\"instance\":\"/api/v1/orders/1\","
                                + "\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\","
                                + "\"order\":\"CONFIRMED\",\"version\":3}"));
    }

    @Test
    void whatHasNoDetailRepeatsItsTitle() {
        byte[] body = writer.body(Problem.of(404, "not-found", "Not found"), "/x");
        assertThat(new String(body, java.nio.charset.StandardCharsets.UTF_8)).contains("\"detail\":\"Not found.\"");
    }

    @Test
    void retryAfterIsRoundedUpAndNeverZero() {
        assertThat(Problem.unavailable(Duration.ofMillis(1)).headers()).containsEntry("Retry-After", "1");
        assertThat(Problem.unavailable(Duration.ofMillis(1_001)).headers()).containsEntry("Retry-After", "2");
        assertThat(Problem.unavailable(Duration.ZERO).headers()).containsEntry("Retry-After", "1");
    }

    @Test
    void onlyErrorsAreProblems() {
        assertThatThrownBy(() -> Problem.of(200, "fine", "Fine")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isFoundThroughItsWrappers() {
        Problem problem = Problem.notFound();
        assertThat(problems.of(new RuntimeException(new IOException(problem.exception()))))
                .isEqualTo(problem);
    }

    @Test
    void aDatabaseThatIsAwayOrInConflictIsA503() {
        assertThat(problems.of(new CannotCreateTransactionException("away")).status())
                .isEqualTo(503);
        assertThat(problems.of(new CannotAcquireLockException("deadlock")).status())
                .isEqualTo(503);
        assertThat(problems.known(new DuplicateKeyException("a bug"))).isNull();
    }

    @Test
    void violationsAreToldAllAtOnce() {
        Violations violations = new Violations();
        assertThat(violations.check(true, "/a", "x")).isTrue();
        assertThatCode(violations::throwIfAny).doesNotThrowAnyException();
        assertThat(violations.check(false, "/b", "is required")).isFalse();
        violations.check(false, "/c", "must be 1 to 9");
        assertThatThrownBy(violations::throwIfAny).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().slug()).isEqualTo("validation");
            assertThat(e.problem().errors())
                    .containsExactly(new Violation("/b", "is required"), new Violation("/c", "must be 1 to 9"));
        });
    }

    @Test
    void violationsAreBounded() {
        Violations violations = new Violations();
        for (int i = 0; i < 1_000; i++) {
            violations.check(false, "/" + i, "wrong");
        }
        assertThatThrownBy(violations::throwIfAny)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().errors()).hasSize(100));
    }
}
