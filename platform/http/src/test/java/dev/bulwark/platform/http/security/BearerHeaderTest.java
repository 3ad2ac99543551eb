package dev.bulwark.platform.http.security;

import org.junit.jupiter.api.Test;
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

    @Test
    void readsTheToken() {
        assertThat(HEADER.resolve(with("Bearer  a.b.c"))).isEqualTo("a.b.c");
        assertThat(HEADER.resolve(with("Basic YTpi"))).isNull();
    }

    @Test
    void neitherIsAParameterNorNothing() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setParameter("access_token", "a");
        assertThat(HEADER.resolve(request)).isNull();
    }

    @Test
    void aMalformedTokenIsRefused() {
        assertThatThrownBy(() -> HEADER.resolve(with("Bearer a b"))).isInstanceOf(InvalidBearerTokenException.class);
    }
}
