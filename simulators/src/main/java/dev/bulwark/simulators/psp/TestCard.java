package dev.bulwark.simulators.psp;

import org.jspecify.annotations.Nullable;

/** The payment methods a test can pay with: what is decided, and how the PSP behaves while deciding. */
enum TestCard {
    OK("pm_card_ok", Manner.PROMPT, null),
    DECLINED("pm_card_declined", Manner.PROMPT, "card_declined"),
    INSUFFICIENT_FUNDS("pm_card_insufficient_funds", Manner.PROMPT, "insufficient_funds"),
    SLOW("pm_card_slow", Manner.SLOW, null),
    FLAKY("pm_card_flaky", Manner.FAILS_FIRST, null),
    TIMEOUT_CHARGED("pm_card_timeout_charged", Manner.SILENT_AFTERWARDS, null),
    TIMEOUT_UNCHARGED("pm_card_timeout_uncharged", Manner.SILENT, null),
    UNKNOWN("", Manner.PROMPT, "unknown_payment_method");

    /** How an answer comes about. */
    enum Manner {
        /** Decides and answers at once. */
        PROMPT,
        /** Decides and answers after a while. */
        SLOW,
        /** The first two calls of a key fail without a decision. */
        FAILS_FIRST,
        /** Decides at once and never says so, however often it is asked. */
        SILENT_AFTERWARDS,
        /** Never decides and never answers. */
        SILENT
    }

    private final String paymentMethod;
    private final Manner manner;
    private final @Nullable String declineCode;

    TestCard(String paymentMethod, Manner manner, @Nullable String declineCode) {
        this.paymentMethod = paymentMethod;
        this.manner = manner;
        this.declineCode = declineCode;
    }

    /** The card of this name; {@link #UNKNOWN}, which is declined, for any other. */
    static TestCard of(String paymentMethod) {
        for (TestCard card : values()) {
            if (card.paymentMethod.equals(paymentMethod)) {
                return card;
            }
        }
        return UNKNOWN;
    }

    Manner manner() {
        return manner;
    }

    /** Why the card is declined; null if it pays. */
    @Nullable
    String declineCode() {
        return declineCode;
    }
}
