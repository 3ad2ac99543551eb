package dev.bulwark.inventory.domain;

/** What the one who asked is told. */
public sealed interface Answer {

    record Reserved() implements Answer {}

    record Refused(RefusalCode code, String detail) implements Answer {}

    record Released() implements Answer {}

    /** A confirmation is an event: nobody waits for an answer. */
    record None() implements Answer {}
}
