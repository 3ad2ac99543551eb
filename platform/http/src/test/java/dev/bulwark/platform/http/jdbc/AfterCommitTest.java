package dev.bulwark.platform.http.jdbc;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class AfterCommitTest {

    private final List<String> done = new ArrayList<>();
    private final TransactionTemplate transaction = new TransactionTemplate(new RecordingTransactions());

    @Test
    void waitsForTheCommitAndKeepsTheOrder() {
        transaction.executeWithoutResult(status -> {
            AfterCommit.run(() -> done.add("first"));
            AfterCommit.run(() -> done.add("second"));
            done.add("inside");
        });
        assertThat(done).containsExactly("inside", "commit", "first", "second");
    }

    @Test
    void isForgottenWithARollback() {
        transaction.executeWithoutResult(status -> {
            AfterCommit.run(() -> done.add("counted"));
            status.setRollbackOnly();
        });
        assertThat(done).containsExactly("rollback");
    }

    @Test
    void runsAtOnceWithoutATransaction() {
        AfterCommit.run(() -> done.add("at once"));
        assertThat(done).containsExactly("at once");
    }

    @Test
    void aFailureDoesNotReachWhoeverCommittedAndSparesTheNext() {
        assertThatCode(() -> transaction.executeWithoutResult(status -> {
                    AfterCommit.run(() -> {
                        throw new IllegalStateException("planted");
                    });
                    AfterCommit.run(() -> done.add("next"));
                }))
                .doesNotThrowAnyException();
        assertThat(done).containsExactly("commit", "next");
    }

    private final class RecordingTransactions extends AbstractPlatformTransactionManager {

        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            done.add("commit");
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            done.add("rollback");
        }
    }
}
