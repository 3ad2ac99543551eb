package dev.bulwark.inventory.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.Violation;
import dev.bulwark.platform.core.value.Sku;

/** Where a page ended, as clients pass it on without reading it: the last sku in URL-safe Base64. */
final class Cursor {

    private Cursor() {}

    static String after(String sku) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sku.getBytes(StandardCharsets.UTF_8));
    }

    /** The sku to go on after. @throws dev.bulwark.platform.core.problem.ProblemException 400 if it is no cursor of ours */
    static String sku(String cursor) {
        try {
            String sku = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (cursor.isEmpty() || (Sku.isValid(sku) && after(sku).equals(cursor))) {
                return sku;
            }
        } catch (IllegalArgumentException e) {
            // no Base64: refused below like every other text that we never gave out
        }
        throw Problem.validation(List.of(new Violation("/cursor", "must be the nextCursor of a page")))
                .exception();
    }
}
