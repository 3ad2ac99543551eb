package dev.bulwark.saga.audit;

/** Whose digests are compared. */
enum AuditSource {
    ORDERS,
    KEYS,
    VIEW,
    SAGAS,
    RESERVATIONS,
    PAYMENTS,
    SHIPMENTS,
    PROVIDER
}
