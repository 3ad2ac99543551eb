package dev.bulwark.order.web;

import java.util.Arrays;

/** {@code If-None-Match} of RFC 9110: a list of tags, compared weakly, or {@code *}. */
final class EntityTags {

    private EntityTags() {}

    /** @param etag in quotes */
    static boolean matches(String ifNoneMatch, String etag) {
        return Arrays.stream(ifNoneMatch.split(","))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
    }
}
