package dev.bulwark.contracts;

/**
 * A message about one thing. The record's key has to be what the body says: it decides the partition, and so the order of messages and whose rows a
 * consumer locks. A message whose key and body disagree is no message; consumers make a dead letter of it.
 */
public interface Keyed {

    /** The key that a record of this message has, letter by letter. */
    String messageKey();
}
