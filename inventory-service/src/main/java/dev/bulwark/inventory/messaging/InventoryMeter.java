package dev.bulwark.inventory.messaging;

/** Every meter of this service, beside those of the platform. */
enum InventoryMeter {
    /** Counter: answers to the saga, by {@code outcome}: reserved, released, or the code of the refusal. */
    ANSWERS("bulwark.inventory.answers"),
    /** Counter: orders whose reserved stock became their own. */
    COMMITS("bulwark.inventory.commits");

    static final String OUTCOME_TAG = "outcome";

    private final String id;

    InventoryMeter(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }
}
