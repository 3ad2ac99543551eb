package dev.bulwark.platform.core.value;

import java.nio.charset.StandardCharsets;

import dev.bulwark.testing.MadeUpTexts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Of texts that were made up, hostile ones among them. */
class FreeTextPropertyTest {

    private static final int SEEDS = 5_000;
    private static final FreeText LINE = FreeText.line(40);
    private static final FreeText LINES = FreeText.lines(40);

    @Test
    void whatPassesIsHeldByEveryEncodingAndShowsSomething() {
        int passed = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            String text = new MadeUpTexts(seed).next(6);
            if (LINES.fault(text) != null) {
                continue;
            }
            passed++;
            assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .as("seed %d", seed)
                    .isEqualTo(text);
            assertThat(text)
                    .as("seed %d", seed)
                    .doesNotContain("\u0000")
                    .doesNotContainPattern("[\u202A-\u202E\u2066-\u2069]");
            assertThat(text.strip()).as("seed %d", seed).isNotEmpty();
            assertThat(text.length()).as("seed %d", seed).isBetween(1, 40);
        }
        assertThat(passed).isBetween(SEEDS / 4, SEEDS * 3 / 4);
    }

    @Test
    void whatPassesOnALineIsOneLineAndPassesOnSeveral() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            String text = new MadeUpTexts(seed).next(6);
            if (LINE.fault(text) == null) {
                assertThat(text.lines()).as("seed %d", seed).containsExactly(text);
                assertThat(text.codePoints().noneMatch(Character::isISOControl))
                        .as("seed %d", seed)
                        .isTrue();
                assertThat(LINES.fault(text)).as("seed %d", seed).isNull();
            }
        }
    }

    /** All of Unicode: nobody's name is refused for its script. */
    @Test
    void everyLetterThatIsDrawnPasses() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            boolean filler = c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0;
            if (Character.isLetter(c) && !filler) {
                assertThat(LINE.fault(Character.toString(c))).as("U+%04X", c).isNull();
            }
        }
    }
}
