package dev.bulwark.saga.audit;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the audit takes for late, and how it reads.
 *
 * @param settle what changed less than this ago is not judged. 5 s: messages of a healthy platform arrive within one
 * @param watchdog after how long order-service announces a pending order again. 3 min: its own default
 * @param endSlack how much longer than saga time-out and watchdog together an order may be open. 30 s: the watchdog's pause and a retry
 * @param sagaSlack how much longer than its time-out a saga may be open. 30 s: part of invariant I4
 * @param commitPatience how long what follows an order's end by event may take: the commit of its stock, its row in the view. 30 s: the
 *     event may wait behind a backlog
 * @param stepPatience how long after an order's end a payment or shipment may still be under way. 5 min: a provider's ordinary outage
 * @param outboxAge how long a message may wait to be published. 60 s: a broker's restart
 * @param pageRows facts of a page. 2 000: a page is a megabyte at most, and turning it is rare
 * @param callCeiling the longest a page may take. 30 s: the ledger's report reads all of it
 */
@ConfigurationProperties("bulwark.audit")
record AuditProperties(
        @DefaultValue("5s") Duration settle,
        @DefaultValue("3m") Duration watchdog,
        @DefaultValue("30s") Duration endSlack,
        @DefaultValue("30s") Duration sagaSlack,
        @DefaultValue("30s") Duration commitPatience,
        @DefaultValue("5m") Duration stepPatience,
        @DefaultValue("60s") Duration outboxAge,
        @DefaultValue("2000") int pageRows,
        @DefaultValue("30s") Duration callCeiling) {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int MAX_PAGE_ROWS = 5_000;

    AuditProperties {
        upToADay("settle", settle);
        upToADay("watchdog", watchdog);
        upToADay("end-slack", endSlack);
        upToADay("saga-slack", sagaSlack);
        upToADay("commit-patience", commitPatience);
        upToADay("step-patience", stepPatience);
        upToADay("outbox-age", outboxAge);
        upToADay("call-ceiling", callCeiling);
        if (callCeiling.isZero()) {
            throw new IllegalArgumentException("bulwark.audit.call-ceiling must be more than 0");
        }
        if (pageRows < 1 || pageRows > MAX_PAGE_ROWS) {
            throw new IllegalArgumentException(
                    "bulwark.audit.page-rows must be between 1 and " + MAX_PAGE_ROWS + ", not " + pageRows);
        }
    }

    private static void upToADay(String property, Duration value) {
        if (value.isNegative() || value.compareTo(DAY) > 0) {
            throw new IllegalArgumentException(
                    "bulwark.audit." + property + " must be between 0 and " + DAY + ", not " + value);
        }
    }
}
