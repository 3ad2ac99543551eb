package dev.bulwark.platform.core.value;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SkuTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X",
                "7",
                "SKU-0001",
                "a.b_c-d",
                "A..B",
                "x123456789012345678901234567890123456789012345678901234567890123"
            })
    void isASku(String text) {
        assertThat(Sku.parse(text)).hasValue(new Sku(text));
        assertThat(Sku.parse(text).orElseThrow()).hasToString(text);
        assertThat(PathSegment.encode(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                ".hidden",
                "-a",
                "_a",
                "a b",
                "a/b",
                "a%2Fb",
                "a\n",
                "a\u0000",
                "\u00e4",
                "\uff21",
                "\u0661",
                "x1234567890123456789012345678901234567890123456789012345678901234"
            })
    void isNoSku(String text) {
        assertThat(Sku.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new Sku(text));
    }
}
