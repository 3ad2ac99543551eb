package dev.bulwark.platform.core.value;

import java.net.URI;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PathSegmentTest {

    @ParameterizedTest
    @CsvSource({
        "SKU-0001, SKU-0001",
        "a/b, a%2Fb",
        "../../x, ..%2F..%2Fx",
        "..., ...",
        "a?b#c, a%3Fb%23c",
        "a;v=1, a%3Bv%3D1",
        "a%2Fb, a%252Fb",
        "a b+c, a%20b%2Bc",
        "order:stock, order%3Astock",
        "\u00e9\ud83d\ude00, %C3%A9%F0%9F%98%80"
    })
    void isOneSegmentWhateverItHolds(String value, String segment) {
        assertThat(PathSegment.encode(value)).isEqualTo(segment);
        URI uri = URI.create("http://localhost/things/" + segment + "/end");
        assertThat(uri.normalize()).isEqualTo(uri);
        assertThat(uri.getPath()).isEqualTo("/things/" + value + "/end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void whatNamesNoSegmentIsRefused(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> PathSegment.encode(value));
    }
}
