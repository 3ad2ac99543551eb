package dev.bulwark.saga.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.bulwark.platform.messaging.outbox.OutboxAudit;
import org.springframework.web.client.RestClient;

/** {@link Books} of the services by HTTP, and of our own outbox. */
final class HttpBooks implements Books {

    private final Map<String, RestClient> services;
    private final String ownName;
    private final OutboxAudit ownOutbox;

    /** @param services clients by the services' names */
    HttpBooks(Map<String, RestClient> services, String ownName, OutboxAudit ownOutbox) {
        this.services = new LinkedHashMap<>(services);
        this.ownName = ownName;
        this.ownOutbox = ownOutbox;
    }

    @Override
    public Stock stock() {
        return get("inventory-service", "/internal/audit/stock?limit=100", Stock.class);
    }

    @Override
    public Ledger ledger() {
        return get("payment-service", "/internal/audit/ledger", Ledger.class);
    }

    @Override
    public List<Outbox> outboxes() {
        List<Outbox> outboxes = new ArrayList<>();
        for (String service : services.keySet()) {
            outboxes.add(named(service, get(service, "/internal/audit/outbox", OutboxAudit.Report.class)));
        }
        outboxes.add(named(ownName, ownOutbox.report()));
        return outboxes;
    }

    private static Outbox named(String service, OutboxAudit.Report report) {
        return new Outbox(service, report.pending(), report.oldestAgeSeconds(), report.blockedKeys());
    }

    private <T> T get(String service, String path, Class<T> type) {
        RestClient client = services.get(service);
        if (client == null) {
            throw new IllegalStateException("no client for " + service);
        }
        return Remote.ask(service, () -> client.get().uri(path).retrieve().body(type));
    }
}
