package dev.bulwark.platform.http.security;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BearerHeaderTest {

    private static final BearerHeader HEADER = new BearerHeader();

    private static MockHttpServletRequest with(String authorization) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Authorization", authorization);
        return request;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "eyJh.bGci-Oi_J9~+/", "YQ==", "YWI="})
    void readsTheToken(String token) {
        assertThat(HEADER.resolve(with("Bearer " + token))).isEqualTo(token);
        assertThat(HEADER.resolve(with("bEARER " + token))).isEqualTo(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YWxpY2U6eA==", "Digest a=b", "", "Bear"})
    void anotherSchemeIsNoToken(String header) {
        assertThat(HEADER.resolve(with(header))).isNull();
    }

    @Test
    void neitherIsAParameterNorNothing() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setParameter("access_token", "a");
        assertThat(HEADER.resolve(request)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer a b",
                "Bearer  a",
                "Bearer a=b",
                "Bearer =",
                "Bearer \u00e4",
                "Bearer,a",
                "Bearer a,b"
            })
    void aMalformedTokenIsRefused(String header) {
        assertThatThrownBy(() -> HEADER.resolve(with(header))).isInstanceOf(InvalidBearerTokenException.class);
    }
}
