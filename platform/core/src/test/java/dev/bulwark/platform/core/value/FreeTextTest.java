package dev.bulwark.platform.core.value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FreeTextTest {

    private static final FreeText LINE = FreeText.line(200);
    private static final FreeText LINES = FreeText.lines(200);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada Lovelace",
                "  Ada  ",
                "O'Brien | Sons \\ \"Co\" <b>&amp;",
                "Nguy\u1ec5n V\u0103n A",
                "e\u0301",
                "\u738b\u5c0f\u660e",
                "\uae40\ucca0\uc218",
                "\u1112\u1161\u11ab",
                "\u0645\u062d\u0645\u062f \u200f(\u0639\u0644\u064a)",
                "\u05d3\u05b8\u05d5\u05b4\u05d3",
                "\u0e2a\u0e21\u0e0a\u0e32\u0e22",
                "\u0915\u094d\u200d\u0937",
                "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
                "\ud842\udfb7\u91ce\u5bb6",
                "\ud83d\udc69\u200d\ud83d\udc67",
                "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f",
                "\u3164\uae40",
                "\ufeffAda",
                "-",
                "\uf8ff"
            })
    void everyScriptPasses(String text) {
        assertThat(LINE.fault(text)).isNull();
        assertThat(LINES.fault(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u00a0",
                "\u00a0\u00a0",
                "\u1680",
                "\u2003",
                "\u202f",
                "\u3000",
                "\u00ad",
                "\u034f",
                "\u061c",
                "\u115f",
                "\u1160",
                "\u17b4",
                "\u17b5",
                "\u180b",
                "\u180e",
                "\u200b",
                "\u200c",
                "\u200d",
                "\u200e",
                "\u200f",
                "\u2060",
                "\u2061",
                "\u2064",
                "\u2065",
                "\u206a",
                "\u206f",
                "\u2800",
                "\u3164",
                "\ufe0f",
                "\ufeff",
                "\uffa0",
                "\ufff0",
                "\ufff9",
                "\ufffe",
                "\uffff",
                "\ufdd0",
                "\u0301",
                "\u20dd",
                "\ud834\udd59",
                "\ud834\udd73",
                "\udb40\udc41",
                "\udb40\udd00",
                "\ud82f\udca0",
                "\ud83f\udfff",
                " \u200b\u3164\ufeff\u00a0 "
            })
    void whatLooksEmptyIsEmpty(String text) {
        assertThat(LINE.fault(text)).isEqualTo("must have at least one visible character");
        assertThat(LINES.fault(text)).isEqualTo("must have at least one visible character");
        assertThat(LINE.faultOfCharacters(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\udc00", "Ada\ud83d", "\ude00Ada", "\udc00\ud800", "a\ud83db"})
    void noEncodingHoldsHalfAPair(String text) {
        assertThat(LINE.fault(text)).isEqualTo("must not have unpaired surrogates");
        assertThat(LINES.fault(text)).isEqualTo("must not have unpaired surrogates");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "a\u0000",
                "\u0007",
                "a\u001bb",
                "\u007f",
                "\u0080",
                "a\u0085b",
                "\u009f",
                "a\u000bb",
                "a\u000cb"
            })
    void controlsAreRefused(String text) {
        assertThat(LINE.fault(text)).isEqualTo("must not have control characters");
        assertThat(LINES.fault(text)).isEqualTo("must not have control characters");
    }

    @Test
    void onlyTextOfSeveralLinesHasLineBreaks() {
        assertThat(LINES.fault("a\r\n\tb")).isNull();
        assertThat(LINES.fault("a\u2028b\u2029c")).isNull();
        assertThat(LINE.fault("a\nb")).isEqualTo("must not have control characters");
        assertThat(LINE.fault("a\tb")).isEqualTo("must not have control characters");
        assertThat(LINE.fault("a\u2028b")).isEqualTo("must not have line breaks");
        assertThat(LINES.fault("\n\t\r")).isEqualTo("must have at least one visible character");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069})
    void nothingTurnsTheTextAround(int override) {
        String text = "Ada" + Character.toString(override) + "evil";
        assertThat(LINE.fault(text)).isEqualTo("must not have characters that change the direction of text");
        assertThat(LINES.fault(text)).isEqualTo("must not have characters that change the direction of text");
    }

    @Test
    void isBounded() {
        assertThat(FreeText.line(3).fault("abc")).isNull();
        assertThat(FreeText.line(3).fault("abcd")).isEqualTo("must have at most 3 characters");
    }
}
