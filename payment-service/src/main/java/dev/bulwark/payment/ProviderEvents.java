package dev.bulwark.payment;

/** Which of the provider's events were heard already. */
public interface ProviderEvents {

    /** Remembers the event in the caller's transaction; false if it is remembered already. Of two at once, one waits for the other's end. */
    boolean remember(String eventId);
}
