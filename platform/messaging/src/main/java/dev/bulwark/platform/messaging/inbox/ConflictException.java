package dev.bulwark.platform.messaging.inbox;

/** Another transaction got there first (a version moved, an append lost): the batch is run again on fresh rows, never parked. */
public final class ConflictException extends RuntimeException {

    public ConflictException(String message) {
        super(message);
    }
}
