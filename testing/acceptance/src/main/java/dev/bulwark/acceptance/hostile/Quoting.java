package dev.bulwark.acceptance.hostile;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import dev.bulwark.acceptance.client.Json;

/** Texts as JSON and URLs write them. */
final class Quoting {

    private Quoting() {}

    static String quoted(String text) {
        return Json.text(text);
    }

    static String percentEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
