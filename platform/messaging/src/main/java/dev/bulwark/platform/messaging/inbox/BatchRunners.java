package dev.bulwark.platform.messaging.inbox;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.platform.messaging.deadletter.DeadLetters;
import dev.bulwark.platform.messaging.deadletter.JdbcDeadLetters;
import dev.bulwark.platform.messaging.deadletter.ParkingConsumer;
import dev.bulwark.platform.messaging.deadletter.ParkingReports;
import dev.bulwark.platform.messaging.deadletter.ReportingDeadLetters;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a {@link BatchRunner} for a handler: on the service's own database, or on another one that it names. */
public final class BatchRunners {

    private final DataSource dataSource;
    private final PlatformTransactionManager transactions;
    private final MessageCodec codec;
    private final InboxWindow window;
    private final RandomGenerator random;
    private final MeterRegistry meters;
    private final ParkingReports reports;

    BatchRunners(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            MessageCodec codec,
            InboxWindow window,
            RandomGenerator random,
            MeterRegistry meters,
            ParkingReports reports) {
        this.dataSource = dataSource;
        this.transactions = transactions;
        this.codec = codec;
        this.window = window;
        this.random = random;
        this.meters = meters;
        this.reports = reports;
    }

    /** A runner on the service's own database that knows messages by their id. */
    public <W> BatchRunner<W> runnerFor(BatchHandler<W> handler) {
        return runnerFor(handler, dataSource, transactions, InboxMode.MESSAGE_ID);
    }

    /**
     * A runner on a database of the caller's choice, which holds the platform's tables. Only on the service's own database, where the
     * outbox is, does a saga hear of a command that is parked; commands belong there.
     */
    public <W> BatchRunner<W> runnerFor(
            BatchHandler<W> handler, DataSource database, PlatformTransactionManager manager, InboxMode mode) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        DeadLetters letters = new JdbcDeadLetters(jdbc);
        boolean byId = mode == InboxMode.MESSAGE_ID;
        return new BatchRunner<>(
                handler,
                new MessageDecoder(handler, codec, byId ? window::covers : day -> true),
                byId ? new JdbcInboxStore(jdbc) : null,
                database.equals(dataSource) ? new ReportingDeadLetters(letters, reports) : letters,
                newTransaction(manager),
                random,
                new BatchMeters(meters, handler.consumer()));
    }

    /** The same handler for its parked messages. */
    <W> ParkingConsumer redrivenBy(BatchHandler<W> handler, DataSource database, PlatformTransactionManager manager) {
        return new RedrivenConsumer<>(
                handler, new MessageDecoder(handler, codec, day -> true), database, newTransaction(manager), random);
    }

    <W> ParkingConsumer redrivenBy(BatchHandler<W> handler) {
        return redrivenBy(handler, dataSource, transactions);
    }

    private static Consumer<Runnable> newTransaction(PlatformTransactionManager manager) {
        TransactionTemplate transaction = new TransactionTemplate(manager);
        transaction.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
        return work -> transaction.executeWithoutResult(status -> work.run());
    }
}
