package dev.bulwark.simulation.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A database of one service: one transaction at a time, written in place with a list of what undoes it. Every commit is judged.
 *
 * <p>Limit: no two transactions are under way at once, but for what is run {@link #inBetween}, which must touch other rows.
 */
final class Database {

    private final String name;
    private final Chaos chaos;
    private final List<Runnable> checks = new ArrayList<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private Deque<Runnable> undo = new ArrayDeque<>();
    private List<Runnable> onCommit = new ArrayList<>();
    private boolean open;

    Database(String name, Chaos chaos) {
        this.name = name;
        this.chaos = chaos;
    }

    /** What must hold after every commit. */
    void check(Runnable check) {
        checks.add(check);
    }

    /** Who wants to know of every commit. */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    <K, V> void put(Map<K, V> table, K key, V value) {
        @Nullable V old = table.put(key, value);
        undo.push(() -> restore(table, key, old));
    }

    <K, V> void remove(Map<K, V> table, K key) {
        @Nullable V old = table.remove(key);
        undo.push(() -> restore(table, key, old));
    }

    private static <K, V> void restore(Map<K, V> table, K key, @Nullable V old) {
        if (old == null) {
            table.remove(key);
        } else {
            table.put(key, old);
        }
    }

    void onRollback(Runnable action) {
        undo.push(action);
    }

    void onCommit(Runnable action) {
        onCommit.add(action);
    }

    boolean isOpen() {
        return open;
    }

    /** A statement that is its own transaction, or part of one that is open. */
    void requireOpen() {
        if (!open) {
            throw new IllegalStateException("no transaction is open on " + name);
        }
    }

    /** Transactions as a process has them. */
    TransactionOperations transactions(Node node) {
        return new TransactionOperations() {
            @Override
            public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
                return open ? action.doInTransaction(new SimpleTransactionStatus()) : run(node, action);
            }
        };
    }

    private <T extends @Nullable Object> T run(Node node, TransactionCallback<T> action) {
        node.shakyMoment();
        List<TransactionSynchronization> synchronizations;
        T result;
        open = true;
        TransactionSynchronizationManager.initSynchronization();
        try {
            result = action.doInTransaction(new SimpleTransactionStatus());
            node.crashPoint();
            failByChance(node);
            commit();
            synchronizations = TransactionSynchronizationManager.getSynchronizations();
        } catch (Throwable failure) {
            rollback();
            throw failure;
        } finally {
            open = false;
            TransactionSynchronizationManager.clearSynchronization();
        }
        checks.forEach(Runnable::run);
        listeners.forEach(Runnable::run);
        if (chaos.strikes(Fault.COMMIT_UNKNOWN)) {
            node.world().trace(() -> node.name() + " isn't told that " + name + " committed");
            throw new DataAccessResourceFailureException("the connection broke after the commit");
        }
        node.crashPoint();
        synchronizations.forEach(TransactionSynchronization::afterCommit);
        return result;
    }

    private void failByChance(Node node) {
        if (chaos.strikes(Fault.CONFLICT)) {
            throw new CannotAcquireLockException("deadlock detected");
        }
        if (chaos.strikes(Fault.COMMIT_FAILS)) {
            node.world().trace(() -> node.name() + " can't commit to " + name);
            throw new DataAccessResourceFailureException("the connection broke before the commit");
        }
    }

    private void commit() {
        undo.clear();
        onCommit.forEach(Runnable::run);
        onCommit.clear();
    }

    private void rollback() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
        onCommit.clear();
    }

    /** Lets others commit while this transaction is open; they must not touch its rows. */
    void inBetween(Runnable others) {
        Deque<Runnable> outerUndo = undo;
        List<Runnable> outerOnCommit = onCommit;
        List<TransactionSynchronization> outer = TransactionSynchronizationManager.getSynchronizations();
        TransactionSynchronizationManager.clearSynchronization();
        undo = new ArrayDeque<>();
        onCommit = new ArrayList<>();
        open = false;
        try {
            chaos.sparing(others);
        } finally {
            open = true;
            undo = outerUndo;
            onCommit = outerOnCommit;
            TransactionSynchronizationManager.initSynchronization();
            outer.forEach(TransactionSynchronizationManager::registerSynchronization);
        }
    }
}
