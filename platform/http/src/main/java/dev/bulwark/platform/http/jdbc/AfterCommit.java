package dev.bulwark.platform.http.jdbc;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Work that is only right once the caller's transaction is committed: counting what it did, waking whoever carries on from there.
 *
 * <p>Never runs after a rollback. Runs on the caller's thread, in the order given; what it throws is logged and doesn't reach the caller, for whom the
 * transaction has succeeded. Limit: it is lost if the process ends between the commit and its turn, so nothing may depend on it.
 */
public final class AfterCommit {

    private static final Logger log = LoggerFactory.getLogger(AfterCommit.class);

    private AfterCommit() {}

    /** Runs the work after the commit of the current transaction, or at once where there is none. */
    public static void run(Runnable work) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            work.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    log.error("Work after a commit failed and isn't repeated; what was committed stays", e);
                }
            }
        });
    }
}
