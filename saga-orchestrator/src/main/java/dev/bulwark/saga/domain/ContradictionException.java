package dev.bulwark.saga.domain;

/** An answer that can't be true together with what the saga already knows; trying again can't help, a person must look. */
public final class ContradictionException extends RuntimeException {

    ContradictionException(Trigger trigger, Phase phase) {
        super(trigger + " in " + phase + ": both can't be true");
    }
}
