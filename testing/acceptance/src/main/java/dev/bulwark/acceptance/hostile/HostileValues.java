package dev.bulwark.acceptance.hostile;

import java.util.List;
import java.util.random.RandomGenerator;

/** Values that have broken services before: as texts, as JSON, as spellings in a URL and as header values. */
final class HostileValues {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "0",
            "-1",
            "1e400",
            "NaN",
            "9223372036854775808",
            "99999999999999999999999999999999",
            "null",
            "true",
            "..",
            ".",
            "../../etc/passwd",
            "'; DROP TABLE orders; --",
            "{{7*7}}",
            "${jndi:ldap://x}",
            "<script>",
            "%s%n",
            "+300000-01-01T00:00:00Z",
            "-999999999-01-01T00:00:00Z",
            "2026-02-30T00:00:00Z",
            "0001-01-01T00:00:00Z",
            "0198c0de-0000-7000-8000-000000000000",
            "0198C0DE-0000-7000-8000-00000000000A",
            "198c0de-0-7000-8000-0",
            "SKU-0001",
            "EUR",
            "XXX",
            "\u00a0",
            "\u200b",
            "\u202eabc",
            "\ufeff",
            "\u3164",
            "Zażółć gęślą jaźń",
            "日本語",
            "\ud83d\udca5",
            "a\tb",
            "a\nb",
            "a\u0000b");

    private static final List<String> JSON = List.of(
            "null",
            "true",
            "0",
            "-0",
            "-1",
            "1.5",
            "1e400",
            "-1e-400",
            "9223372036854775807",
            "9223372036854775808",
            "123456789012345678901234567890123456789",
            "[]",
            "{}",
            "[[[[]]]]",
            "{\"a\":{\"b\":[]}}",
            "\"\\ud800\"",
            "\"\\udfff\\ud800\"",
            "\"\\u0000\"",
            "[null]",
            "[{}]",
            "[1,\"a\",null]");

    private static final List<String> URL_PIECES = List.of(
            "%",
            "%4",
            "%zz",
            "%00",
            "%FF",
            "%C3%28",
            "%ED%A0%80",
            "%2e%2e",
            "%2F",
            "%5C",
            "%20",
            "%0d%0a",
            "|",
            "{",
            "}",
            "\"",
            "<",
            "^",
            "`",
            "\\",
            "\u00e9",
            ";a=b",
            "//",
            "[]",
            "*",
            "~",
            "@",
            ":",
            "+");

    private static final List<String> HEADER_VALUES = List.of(
            "",
            " ",
            "0",
            "-1",
            "1, 2",
            "99999999999999999999",
            "1e9",
            "\"",
            "\"\"",
            "\"a\"",
            "W/\"",
            "*",
            "\u00e2\u0080\u0093",
            "\u00ff",
            "\u007f",
            "a\tb",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-0000000000000000-00",
            "Bearer",
            "Bearer  x",
            "Basic YTpi",
            "text/plain",
            "application/json;charset=x-nothing",
            "multipart/form-data",
            "*/*;q=2",
            "gzip",
            "identity",
            "bytes=0-1",
            "100-continue");

    private static final int LONG_TEXT = 300;
    private static final int HUGE_TEXT = 70_000;

    private HostileValues() {}

    static String text(RandomGenerator random) {
        return switch (random.nextInt(20)) {
            case 0 -> "a".repeat(LONG_TEXT);
            case 1 ->
                random.ints(8, 1, Character.MIN_SURROGATE)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            default -> one(TEXTS, random);
        };
    }

    /** A JSON value of any type, mostly not of the expected one. */
    static String json(RandomGenerator random) {
        return switch (random.nextInt(12)) {
            case 0 -> "\"" + "x".repeat(random.nextInt(4) == 0 ? HUGE_TEXT : LONG_TEXT) + "\"";
            case 1 -> "[".repeat(60) + "]".repeat(60);
            case 2, 3, 4, 5 -> Quoting.quoted(text(random));
            default -> one(JSON, random);
        };
    }

    static String urlPiece(RandomGenerator random) {
        return random.nextInt(3) == 0 ? one(URL_PIECES, random) : Quoting.percentEncoded(text(random));
    }

    /** ISO 8859-1: each character is a byte. */
    static String headerValue(RandomGenerator random) {
        return random.nextInt(40) == 0 ? "h".repeat(9_500) : one(HEADER_VALUES, random);
    }

    static <T> T one(List<T> values, RandomGenerator random) {
        return values.get(random.nextInt(values.size()));
    }
}
