package dev.bulwark.inventory.web;

import java.util.regex.Pattern;

/** What a sku looks like; the database checks the same. */
final class Sku {

    static final String RULE =
            "must be 1 to 64 letters, digits, dots, dashes or underscores, the first a letter or digit";

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private Sku() {}

    static boolean isValid(String text) {
        return VALID.matcher(text).matches();
    }
}
