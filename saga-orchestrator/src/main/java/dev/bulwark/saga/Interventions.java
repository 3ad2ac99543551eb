package dev.bulwark.saga;

import java.util.List;
import java.util.UUID;

import dev.bulwark.platform.core.trace.TraceContext;
import dev.bulwark.saga.domain.Decision;
import dev.bulwark.saga.domain.Intervention;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Lets operators intervene in one saga at a time.
 *
 * <p>The saga's row is locked before it is looked at, as it is for an answer, so of an intervention and an answer that arrive together
 * one sees what the other did. What happened, who did it and why, and the message it caused are one transaction. Doing it twice
 * changes nothing the second time: the first has taken the state away that allows it.
 */
public final class Interventions {

    private final OrderSagas sagas;
    private final TransactionOperations transaction;

    Interventions(OrderSagas sagas, TransactionOperations transaction) {
        this.sagas = sagas;
        this.transaction = transaction;
    }

    /**
     * @return what became of it: {@link Decision.Kind#REFUSED} where the saga doesn't allow it, with nothing changed; null if there is
     *     no such saga
     */
    public @Nullable Decision intervene(UUID saga, Intervention what, OperatorNote note) {
        return transaction.execute(status -> {
            SagaBatch batch = sagas.load(List.of(saga));
            Decision decision = sagas.intervene(batch, saga, what, note, TraceContext.currentTraceparent());
            sagas.save(batch);
            return decision;
        });
    }
}
