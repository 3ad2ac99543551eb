package dev.bulwark.platform.core.value;

import java.nio.charset.StandardCharsets;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/** Of text that was made up, hostile text for the most part. */
class FreeTextPropertyTest {

    private static final FreeText LINE = FreeText.line(40);
    private static final FreeText LINES = FreeText.lines(40);

    @Property
    void whatPassesIsHeldByEveryEncodingAndShowsSomething(@ForAll("texts") String text) {
        if (LINES.fault(text) != null) {
            return;
        }
        assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(text);
        assertThat(text).doesNotContain("\u0000").doesNotContainPattern("[\u202A-\u202E\u2066-\u2069]");
        assertThat(text.strip()).isNotEmpty();
        assertThat(text.length()).isBetween(1, 40);
    }

    @Property
    void whatPassesOnALineIsOneLineAndPassesOnSeveral(@ForAll("texts") String text) {
        if (LINE.fault(text) == null) {
            assertThat(text.lines()).containsExactly(text);
            assertThat(text.codePoints().noneMatch(Character::isISOControl)).isTrue();
            assertThat(LINES.fault(text)).isNull();
        }
    }

    @Property
    void lettersPassWhateverBlanksAreAroundThem(@ForAll("letters") String letters, @ForAll("blanks") String blanks) {
        assertThat(LINE.fault(blanks + letters + blanks)).isNull();
        assertThat(LINE.fault(blanks)).isNotNull();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.chars().all().map(String::valueOf),
                        Arbitraries.integers()
                                .between(0, Character.MAX_CODE_POINT)
                                .map(Character::toString),
                        Arbitraries.of(
                                "\u0000", "\n", "\r", "\t", "\u0085", "\u2028", "\u202e", "\u2066", "\ud83d", "\ude00"),
                        Arbitraries.strings().ascii().ofMaxLength(5),
                        blanks())
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> letters() {
        return Arbitraries.integers()
                .between(0, Character.MAX_CODE_POINT)
                .filter(c -> Character.isLetter(c) && c != 0x115F && c != 0x1160 && c != 0x3164 && c != 0xFFA0)
                .map(Character::toString)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> blanks() {
        return Arbitraries.of(" ", "\u00a0", "\u200b", "\u3164", "\ufeff", "\u2003", "\u3000", "\u200d", "\ufe0f")
                .list()
                .ofMaxSize(4)
                .map(parts -> String.join("", parts));
    }
}
