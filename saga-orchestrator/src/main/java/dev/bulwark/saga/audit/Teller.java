package dev.bulwark.saga.audit;

/** Whose digests are compared. */
enum Teller {
    ORDERS,
    KEYS,
    VIEW,
    SAGAS,
    RESERVATIONS,
    PAYMENTS,
    SHIPMENTS,
    PROVIDER
}
