package dev.bulwark.acceptance.hostile;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One method of one route as its document describes it.
 *
 * @param path with variables in braces
 * @param query names of the query parameters
 * @param headers names of the header parameters
 * @param body schema of the JSON body; null where there is none
 */
record Operation(
        String method,
        String path,
        List<String> query,
        List<String> headers,
        @Nullable JsonNode body) {

    @Override
    public String toString() {
        return method + " " + path;
    }
}
