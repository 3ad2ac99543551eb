package dev.bulwark.platform.messaging.operations;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** The trail of what operators did: a row in table {@code operator_action}, and a line in the log. */
public final class OperatorActions {

    private static final Logger log = LoggerFactory.getLogger(OperatorActions.class);

    private final JdbcTemplate jdbc;

    public OperatorActions(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Writes the row in the caller's transaction, so that no deed is without its row, and no row without its deed.
     *
     * @param actor who, as the token says
     * @param action what, in a word
     * @param target to what
     * @param reason why, in the operator's words
     * @param detail what was there before, so far as it helps to understand the deed
     */
    public void record(String actor, String action, String target, String reason, String detail) {
        jdbc.update(
                "INSERT INTO operator_action (actor, action, target, reason, detail) VALUES (?, ?, ?, ?, ?)",
                actor,
                action,
                target,
                reason,
                detail);
        log.info("Operator {}: {} {}, because: {}", actor, action, target, reason);
    }
}
