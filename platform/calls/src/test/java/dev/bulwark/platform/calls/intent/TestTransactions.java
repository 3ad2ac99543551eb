package dev.bulwark.platform.calls.intent;

import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Transactions that only keep the promise about synchronizations: after a commit, never after a rollback. */
final class TestTransactions implements TransactionOperations {

    @Override
    public <T> T execute(TransactionCallback<T> action) {
        TransactionSynchronizationManager.initSynchronization();
        try {
            T result = action.doInTransaction(new SimpleTransactionStatus());
            TransactionSynchronizationManager.getSynchronizations().forEach(TransactionSynchronization::afterCommit);
            return result;
        } finally {
            TransactionSynchronizationManager.clearSynchronization();
        }
    }
}
