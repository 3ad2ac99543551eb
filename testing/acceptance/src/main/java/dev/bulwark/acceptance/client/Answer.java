package dev.bulwark.acceptance.client;

import java.net.http.HttpHeaders;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** @param request what it answers, for the message of a failed expectation */
public record Answer(String request, int status, HttpHeaders headers, String body) {

    /** @throws AssertionError with the whole answer if the status is another */
    public Answer expect(int expected) {
        if (status != expected) {
            throw new AssertionError("expected " + expected + " but was " + this);
        }
        return this;
    }

    /** Null if there is none. */
    public @Nullable String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    /** @throws AssertionError if there is none */
    public String requiredHeader(String name) {
        return headers.firstValue(name).orElseThrow(() -> new AssertionError("no header " + name + " in " + this));
    }

    public JsonNode json() {
        return Json.tree(body);
    }

    public <T> T as(Class<T> type) {
        return Json.read(body, type);
    }

    @Override
    public String toString() {
        return request + " -> " + status + " " + headers.map() + "\n" + body;
    }
}
