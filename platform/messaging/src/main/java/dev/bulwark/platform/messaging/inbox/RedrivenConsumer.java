package dev.bulwark.platform.messaging.inbox;

import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

import dev.bulwark.platform.core.Backoff;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.UndecodableMessageException;
import dev.bulwark.platform.messaging.deadletter.ParkingConsumer;
import org.springframework.dao.CannotAcquireLockException;

/** Gives a {@link BatchHandler} a message that was parked: alone, without inbox or window, for parking has passed both. */
final class RedrivenConsumer<W> implements ParkingConsumer {

    private static final int MAX_CONFLICTS = 20;
    private static final Backoff CONFLICT = new Backoff(5, 50);

    private final BatchHandler<W> handler;
    private final MessageDecoder decoder;
    private final DataSource database;
    private final Consumer<Runnable> transaction;
    private final RandomGenerator random;

    /**
     * @param decoder of a window without bounds
     * @param transaction as {@link BatchRunner}'s
     */
    RedrivenConsumer(
            BatchHandler<W> handler,
            MessageDecoder decoder,
            DataSource database,
            Consumer<Runnable> transaction,
            RandomGenerator random) {
        this.handler = handler;
        this.decoder = decoder;
        this.database = database;
        this.transaction = transaction;
        this.random = random;
    }

    @Override
    public String name() {
        return handler.consumer();
    }

    @Override
    public DataSource database() {
        return database;
    }

    @Override
    public void inTransaction(Runnable work) throws InterruptedException {
        for (int conflicts = 1; ; conflicts++) {
            try {
                transaction.accept(work);
                return;
            } catch (RuntimeException failure) {
                if (FailureKind.of(failure) != FailureKind.CONFLICT) {
                    throw failure;
                }
                if (conflicts > MAX_CONFLICTS) {
                    throw new CannotAcquireLockException(name() + " lost against other transactions", failure);
                }
                Thread.sleep(CONFLICT.millis(conflicts, random));
            }
        }
    }

    @Override
    public void apply(IncomingMessage message) {
        Decoded decoded = decoder.decode(message);
        Delivery delivery = decoded.delivery();
        if (delivery != null) {
            W work = handler.prefetch(List.of(delivery));
            handler.handle(delivery, work);
            handler.flush(work);
        } else if (!decoded.ignored()) {
            throw new UndecodableMessageException(String.valueOf(decoded.fault()), null);
        }
    }

    @Override
    public boolean blamesMessage(RuntimeException failure) {
        return FailureKind.of(failure) == FailureKind.CULPRIT;
    }
}
