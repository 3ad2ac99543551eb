package dev.bulwark.platform.core.value;

import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

/**
 * What people may write: text of every script, so long as it shows what it holds. Text that passes is kept and returned as it came,
 * blanks around it too.
 *
 * <p>Refused: text without a visible character, unpaired surrogates (no encoding holds them), control characters, and the characters that
 * change the direction of text around them (U+202A to U+202E, U+2066 to U+2069), with which a label shows something other than it says.
 *
 * @param maxChars UTF-16 code units, at least one
 * @param lines whether line breaks and tabs are allowed
 */
public record FreeText(int maxChars, boolean lines) {

    public FreeText {
        if (maxChars < 1) {
            throw new IllegalArgumentException("maxChars must be at least 1, not " + maxChars);
        }
    }

    /** Text on one line: a name, a line of an address. */
    public static FreeText line(int maxChars) {
        return new FreeText(maxChars, false);
    }

    /** Text that may have several lines: a note, a reason. */
    public static FreeText lines(int maxChars) {
        return new FreeText(maxChars, true);
    }

    /** What is wrong with the text, for people and without repeating it; null if nothing is. */
    public @Nullable String fault(String text) {
        String fault = faultOfCharacters(text);
        return fault == null && text.codePoints().noneMatch(FreeText::isVisible)
                ? "must have at least one visible character"
                : fault;
    }

    /** As {@link #fault}, for text that may be blank: what is searched for. */
    public @Nullable String faultOfCharacters(String text) {
        if (text.length() > maxChars) {
            return "must have at most " + maxChars + " characters";
        }
        if (any(text, c -> Character.getType(c) == Character.SURROGATE)) {
            return "must not have unpaired surrogates";
        }
        if (any(text, c -> Character.isISOControl(c) && !(lines && (c == '\n' || c == '\r' || c == '\t')))) {
            return "must not have control characters";
        }
        if (any(text, c -> !lines && (c == 0x2028 || c == 0x2029))) {
            return "must not have line breaks";
        }
        if (any(text, c -> (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))) {
            return "must not have characters that change the direction of text";
        }
        return null;
    }

    private static boolean any(String text, IntPredicate unwanted) {
        return text.codePoints().anyMatch(unwanted);
    }

    /** Whether a reader sees something: no blank, no mark without a letter, nothing that Unicode lets programs ignore. */
    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            case Character.UNASSIGNED -> !isNonCharacter(c) && !isIgnorable(c);
            default -> !isFiller(c);
        };
    }

    /** Letters and symbols that are drawn as nothing: the fillers of Hangul, the empty pattern of Braille, the null note head. */
    private static boolean isFiller(int c) {
        return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800 || c == 0x1D159;
    }

    /** Unassigned, and Default_Ignorable_Code_Point all the same. */
    private static boolean isIgnorable(int c) {
        return c == 0x2065 || (c >= 0xFFF0 && c <= 0xFFF8) || (c >= 0xE0000 && c <= 0xE0FFF);
    }

    private static boolean isNonCharacter(int c) {
        return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    }
}
