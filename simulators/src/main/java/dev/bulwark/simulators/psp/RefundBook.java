package dev.bulwark.simulators.psp;

import java.util.Optional;
import java.util.UUID;

import dev.bulwark.platform.core.Ids;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The PSP's book of refunds, idempotent by the refund's own key. */
@Repository
class RefundBook {

    private final JdbcClient jdbc;
    private final Ids ids;

    RefundBook(JdbcClient jdbc, Ids ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /** Gives money back unless the key has done so already, never more than is left of the capture. */
    RefundAnswer refund(String refundKey, String chargeKey, long amount) {
        UUID id = ids.next();
        if (insert(refundKey, id, chargeKey, amount)) {
            return new RefundAnswer.Refunded(id);
        }
        return find(refundKey, chargeKey, amount).orElseGet(() -> refusal(chargeKey));
    }

    /**
     * One statement: the charge's row lock makes refunds of one charge take turns. A repetition that raced its first call fails on the
     * refund's primary key, which takes the whole statement back.
     */
    private boolean insert(String refundKey, UUID id, String chargeKey, long amount) {
        try {
            return jdbc.sql("""
                            WITH reduced AS (
                                UPDATE charge SET refunded = refunded + :amount
                                WHERE key = :chargeKey AND status = 'CAPTURED' AND refunded <= amount - :amount
                                  AND NOT EXISTS (SELECT FROM refund WHERE key = :refundKey)
                                RETURNING key)
                            INSERT INTO refund (key, id, charge_key, amount)
                            SELECT :refundKey, :id, key, :amount FROM reduced
                            """)
                            .param("refundKey", refundKey)
                            .param("id", id)
                            .param("chargeKey", chargeKey)
                            .param("amount", amount)
                            .update()
                    == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    private Optional<RefundAnswer> find(String refundKey, String chargeKey, long amount) {
        return jdbc.sql("SELECT id, charge_key = ? AND amount = ? AS same FROM refund WHERE key = ?")
                .params(chargeKey, amount, refundKey)
                .query((row, n) -> row.getBoolean("same")
                        ? new RefundAnswer.Refunded(row.getObject("id", UUID.class))
                        : (RefundAnswer) new RefundAnswer.KeyReused())
                .optional();
    }

    private RefundAnswer refusal(String chargeKey) {
        return jdbc.sql("SELECT amount - refunded FROM charge WHERE key = ? AND status = 'CAPTURED'")
                .param(chargeKey)
                .query(Long.class)
                .optional()
                .<RefundAnswer>map(RefundAnswer.TooMuch::new)
                .orElseGet(RefundAnswer.NothingCaptured::new);
    }
}
