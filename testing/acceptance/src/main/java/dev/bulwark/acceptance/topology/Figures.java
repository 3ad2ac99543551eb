package dev.bulwark.acceptance.topology;

import java.util.Locale;

/** What was measured, said where a person watches the build. */
public final class Figures {

    private Figures() {}

    @SuppressWarnings("AnnotateFormatMethod") // which would need a dependency for one method
    public static void print(String format, Object... values) {
        System.out.println("acceptance: " + String.format(Locale.ROOT, format, values));
    }
}
