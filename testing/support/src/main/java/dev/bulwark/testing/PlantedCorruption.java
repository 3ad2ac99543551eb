package dev.bulwark.testing;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Corruptions for a running platform, one at least of each invariant that the audit judges, to be planted by SQL in a service's database and
 * taken back.
 *
 * <p>In the statements {@code :order} is a confirmed order of one item that ended more than 35 seconds ago, {@code :ghost} an id that nobody
 * uses. Nobody but the audit may ask for that order meanwhile.
 *
 * @param invariant that the audit must name, with {@code found} as part of the finding's id
 * @param also what it names besides, because one fact belongs to several invariants; nothing else
 * @param database whose owner can execute the statements; the role has the same name
 * @param statements each in a transaction of its own
 * @param found part of the finding's id, after the placeholders were replaced
 */
public record PlantedCorruption(
        String invariant, Set<String> also, String database, List<String> statements, List<String> undo, String found) {

    public static final List<PlantedCorruption> ALL = List.of(
            new PlantedCorruption(
                    "I1",
                    Set.of(),
                    "sagas",
                    List.of("UPDATE saga SET id = ':ghost' WHERE id = ':order'"),
                    List.of("UPDATE saga SET id = ':order' WHERE id = ':ghost'"),
                    ":order"),
            new PlantedCorruption(
                    "I1",
                    Set.of("I2", "I3", "I5", "I6", "I7", "I9"),
                    "orders",
                    List.of("UPDATE order_event SET stream = ':ghost' WHERE stream = ':order'"),
                    List.of("UPDATE order_event SET stream = ':order' WHERE stream = ':ghost'"),
                    ":order"),
            new PlantedCorruption(
                    "I2",
                    Set.of(),
                    "psp",
                    List.of("UPDATE charge SET refunded = 1 WHERE key = ':order:payment'"),
                    List.of("UPDATE charge SET refunded = 0 WHERE key = ':order:payment'"),
                    ":order"),
            new PlantedCorruption(
                    "I2",
                    Set.of(),
                    "payments",
                    List.of(
                            "ALTER TABLE ledger_posting DISABLE TRIGGER USER",
                            "UPDATE ledger_posting SET amount = amount + 1"
                                    + " WHERE order_id = ':order' AND account = 'psp_receivable'"),
                    List.of(
                            "UPDATE ledger_posting SET amount = amount - 1"
                                    + " WHERE order_id = ':order' AND account = 'psp_receivable'",
                            "ALTER TABLE ledger_posting ENABLE TRIGGER USER"),
                    ":order"),
            new PlantedCorruption(
                    "I3",
                    Set.of(),
                    "inventory",
                    List.of("UPDATE reservation SET status = 'RELEASED' WHERE order_id = ':order'"),
                    List.of("UPDATE reservation SET status = 'COMMITTED' WHERE order_id = ':order'"),
                    ":order"),
            new PlantedCorruption(
                    "I3",
                    Set.of(),
                    "inventory",
                    List.of("UPDATE stock SET on_hand = on_hand - 1, reserved = reserved + 1 WHERE sku = 'SKU-0001'"),
                    List.of("UPDATE stock SET on_hand = on_hand + 1, reserved = reserved - 1 WHERE sku = 'SKU-0001'"),
                    "SKU-0001"),
            new PlantedCorruption(
                    "I4",
                    Set.of(),
                    "sagas",
                    List.of("UPDATE saga SET phase = 'CONFIRMING_ORDER', started_at = started_at - interval '1 day'"
                            + " WHERE id = ':order'"), // without due_at and look_at no timer wakes it
                    List.of("UPDATE saga SET phase = 'CONFIRMED', started_at = started_at + interval '1 day'"
                            + " WHERE id = ':order'"),
                    ":order"),
            new PlantedCorruption(
                    "I5",
                    Set.of("I2"),
                    "psp",
                    List.of("INSERT INTO charge (key, status, id, order_id, amount, currency)"
                            + " SELECT key || '-again', status, gen_random_uuid(), order_id, amount, currency"
                            + " FROM charge WHERE key = ':order:payment'"),
                    List.of("DELETE FROM charge WHERE key = ':order:payment-again'"),
                    ":order"),
            new PlantedCorruption(
                    "I5",
                    Set.of(),
                    "shipping",
                    List.of("UPDATE shipment SET status = 'CANCELLED' WHERE order_id = ':order'"),
                    List.of("UPDATE shipment SET status = 'SCHEDULED' WHERE order_id = ':order'"),
                    ":order"),
            new PlantedCorruption(
                    "I6",
                    Set.of(),
                    "order_view",
                    List.of("UPDATE order_document SET document = jsonb_set(document, '{total,amount}', '1')"
                            + " WHERE order_id = ':order'"),
                    List.of("UPDATE order_document SET document = jsonb_set(document, '{total,amount}',"
                            + " document #> '{items,0,lineTotal,amount}') WHERE order_id = ':order'"), // of one item
                    ":order"),
            new PlantedCorruption(
                    "I6",
                    Set.of(),
                    "order_view",
                    List.of("UPDATE order_document SET order_version = order_version + 1 WHERE order_id = ':order'"),
                    List.of("UPDATE order_document SET order_version = order_version - 1 WHERE order_id = ':order'"),
                    ":order"),
            new PlantedCorruption(
                    "I7",
                    Set.of(),
                    "order_view",
                    List.of("UPDATE order_document SET order_version = order_version - 1 WHERE order_id = ':order'"),
                    List.of("UPDATE order_document SET order_version = order_version + 1 WHERE order_id = ':order'"),
                    ":order"),
            new PlantedCorruption(
                    "I7",
                    Set.of(),
                    "orders",
                    List.of("UPDATE order_event SET version = 1000 WHERE stream = ':order' AND version = 2"),
                    List.of("UPDATE order_event SET version = 2 WHERE stream = ':order' AND version = 1000"),
                    ":order"),
            new PlantedCorruption(
                    "I8",
                    Set.of(),
                    "payments",
                    List.of("INSERT INTO outbox_blocked_key (topic, key, outbox_id, reason)"
                            + " VALUES ('saga.replies', ':ghost', 0, 'planted')"),
                    List.of("DELETE FROM outbox_blocked_key WHERE key = ':ghost'"),
                    "payment-service"),
            new PlantedCorruption(
                    "I8",
                    Set.of(),
                    "inventory",
                    List.of("INSERT INTO reservation (order_id, status, skus, quantities, settled_at)"
                            + " VALUES (':ghost', 'TOMBSTONE', '{}', '{}', now() - interval '1 minute')"),
                    List.of("DELETE FROM reservation WHERE order_id = ':ghost'"),
                    ":ghost"),
            new PlantedCorruption(
                    "I9",
                    Set.of(),
                    "orders",
                    List.of("UPDATE idempotency_key SET location = replace(location, ':order', ':ghost')"
                            + " WHERE location LIKE '%:order%'"),
                    List.of("UPDATE idempotency_key SET location = replace(location, ':ghost', ':order')"
                            + " WHERE location LIKE '%:ghost%'"),
                    ":ghost"));

    /** Everything that the audit names while this is planted. */
    public Set<String> named() {
        Set<String> named = new TreeSet<>(also);
        named.add(invariant);
        return named;
    }

    /** The same with the placeholders replaced. */
    public PlantedCorruption about(UUID order, UUID ghost) {
        return new PlantedCorruption(
                invariant,
                also,
                database,
                statements.stream().map(sql -> fill(sql, order, ghost)).toList(),
                undo.stream().map(sql -> fill(sql, order, ghost)).toList(),
                fill(found, order, ghost));
    }

    private static String fill(String text, UUID order, UUID ghost) {
        return text.replace(":order", order.toString()).replace(":ghost", ghost.toString());
    }

    @Override
    public String toString() {
        return invariant + " in " + database + ": " + statements.getLast();
    }
}
