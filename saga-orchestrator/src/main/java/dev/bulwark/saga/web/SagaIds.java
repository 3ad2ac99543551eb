package dev.bulwark.saga.web;

import java.util.UUID;

import dev.bulwark.platform.core.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Ids as clients write them. */
final class SagaIds {

    private SagaIds() {}

    /** The id in a path. @throws dev.bulwark.platform.core.problem.ProblemException 404, for what is no id names no saga */
    static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound().exception(e);
        }
    }

    /** The id, or null if it is none or isn't written as we write them. */
    static @Nullable UUID exact(@Nullable String text) {
        try {
            UUID id = text == null ? null : UUID.fromString(text);
            return id == null || !id.toString().equals(text) ? null : id;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
