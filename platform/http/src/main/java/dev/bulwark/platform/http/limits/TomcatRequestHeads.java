package dev.bulwark.platform.http.limits;

import dev.bulwark.platform.core.http.HttpLimits;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/** Lets Tomcat read whatever the gateway admits: its request line and headers, and brackets in a query, which RFC 3986 doesn't allow. */
final class TomcatRequestHeads implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

    private static final String QUERY_BRACKETS = "[]";

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                http.setMaxHttpRequestHeaderSize(HttpLimits.SERVICE_REQUEST_HEAD_BYTES);
                http.setMaxHeaderCount(HttpLimits.SERVICE_HEADERS);
                http.setRelaxedQueryChars(QUERY_BRACKETS);
            }
        });
    }

    /** After Boot's, which sets what its properties say. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
