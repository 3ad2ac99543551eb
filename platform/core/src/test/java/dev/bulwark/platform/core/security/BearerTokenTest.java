package dev.bulwark.platform.core.security;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The one table for gateway and services: both read the header with this class. */
class BearerTokenTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "eyJh.bGci-Oi_J9~+/", "YQ==", "YWI="})
    void readsTheToken(String token) {
        assertThat(BearerToken.from("Bearer " + token)).isEqualTo(token);
        assertThat(BearerToken.from("bEARER " + token)).isEqualTo(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer  a", "Bearer     a"})
    void severalSpacesAreAsGoodAsOne(String header) {
        assertThat(BearerToken.from(header)).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YWxpY2U6eA==", "Digest a=b", "", " ", "Bear"})
    void anotherSchemeIsNoToken(String header) {
        assertThat(BearerToken.from(header)).isNull();
    }

    @Test
    void noHeaderIsNoToken() {
        assertThat(BearerToken.from(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer   ",
                "Bearer a b",
                "Bearer a ",
                "Bearer\ta",
                "Bearer \ta",
                "Bearer a=b",
                "Bearer =",
                "Bearer \u00e4",
                "Bearer,a",
                "Bearer a,b",
                "Bearertoken"
            })
    void aMalformedTokenIsRefusedAndNotRepeated(String header) {
        assertThatThrownBy(() -> BearerToken.from(header))
                .isInstanceOf(BadTokenException.class)
                .hasMessageStartingWith("token m");
    }
}
