package dev.bulwark.platform.http.idempotency;

import org.springframework.http.ResponseEntity;

/**
 * The answer to a request with an idempotency key.
 *
 * @param <C> the command that the request came to
 */
public sealed interface IdempotentAnswer<C> {

    /** As it is stored under the key, or would be; a replay carries {@code Idempotent-Replayed: true}. */
    ResponseEntity<byte[]> stored();

    /** The effect of {@code command} is committed, by this request and for the first time. */
    record First<C>(C command, ResponseEntity<byte[]> stored) implements IdempotentAnswer<C> {}

    /** This request had no effect: it repeats the answer of an earlier one, or was refused. */
    record Repeated<C>(ResponseEntity<byte[]> stored) implements IdempotentAnswer<C> {}
}
