package dev.bulwark.acceptance.topology;

import java.util.Locale;

/** What was measured, said where a person watches the build. */
public final class Figures {

    private Figures() {}

    public static void print(String format, Object... values) {
        System.out.println("acceptance: " + String.format(Locale.ROOT, format, values));
    }
}
