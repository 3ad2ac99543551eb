package dev.bulwark.simulators.carrier;

/** What the postal code makes the carrier do. */
enum TestAddress {
    /** Any other address: is delivered. */
    DELIVERABLE,
    /** {@code 00000}: no carrier finds it. */
    UNDELIVERABLE,
    /** {@code 99999}: the carrier is down for the first two calls of a reference. */
    DOWN_AT_FIRST;

    static TestAddress of(String postalCode) {
        return switch (postalCode.strip()) {
            case "00000" -> UNDELIVERABLE;
            case "99999" -> DOWN_AT_FIRST;
            default -> DELIVERABLE;
        };
    }
}
