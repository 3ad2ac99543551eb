package dev.bulwark.testing;

import java.util.List;
import java.util.Random;

/**
 * Texts for property tests: mixtures of what people write and of what they shouldn't, down to halves of surrogate pairs. The same seed
 * makes the same texts, so a failure names its seed.
 */
public final class MadeUpTexts {

    private static final List<String> WRITTEN = List.of(
            "Ada", "Köln", "Łódź", "محمد", "דָּוִד", "王小明", "김철수", "สมชาย", "नमस्ते", "👩‍👧", "1", "-", "|", "'", "\"",
            "\\", "<b>", "&", "%2F", "é");

    private static final List<String> BLANK =
            List.of(" ", "\u00a0", "\u200b", "\u3164", "\ufeff", "\u2003", "\u3000", "\u200d", "\ufe0f", "\u2800");

    private static final List<String> REFUSED = List.of(
            "\u0000", "\n", "\r", "\t", "\u0085", "\u001b", "\u2028", "\u2029", "\u202e", "\u2066", "\ud83d", "\ude00");

    private final Random random;

    public MadeUpTexts(long seed) {
        this.random = new Random(seed);
    }

    /** A text of up to so many pieces; about half of the short ones hold nothing that is refused. */
    public String next(int maxPieces) {
        StringBuilder text = new StringBuilder();
        for (int pieces = random.nextInt(maxPieces + 1); pieces > 0; pieces--) {
            text.append(piece());
        }
        return text.toString();
    }

    /** From 0 to {@code bound}, both included, the ends more often than chance would have it. */
    public long number(long bound) {
        return switch (random.nextInt(10)) {
            case 0 -> 0;
            case 1 -> bound;
            default -> random.nextLong(bound + 1);
        };
    }

    private String piece() {
        int kind = random.nextInt(20);
        if (kind < 12) {
            return WRITTEN.get(random.nextInt(WRITTEN.size()));
        }
        if (kind < 16) {
            return BLANK.get(random.nextInt(BLANK.size()));
        }
        return kind < 19
                ? Character.toString(random.nextInt(Character.MAX_CODE_POINT + 1))
                : REFUSED.get(random.nextInt(REFUSED.size()));
    }
}
