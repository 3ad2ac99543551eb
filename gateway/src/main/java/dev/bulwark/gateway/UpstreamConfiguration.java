package dev.bulwark.gateway;

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.config.GatewayProperties;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.http.client.HttpClient;

/**
 * The way to the services: of Spring Cloud Gateway's filters only the two that send and answer, with our two header rules
 * in place of its six (they are switched off in {@code gateway.yml}).
 */
@Configuration(proxyBeanMethods = false)
class UpstreamConfiguration {

    /** A retried POST can be a second order; whoever holds the idempotency key may retry, the gateway may not. */
    @Bean
    HttpClientCustomizer neverRetry() {
        return client -> client.disableRetry(true).followRedirect(false);
    }

    @Bean
    NettyRoutingFilter bulwarkRouting(HttpClient client, HttpClientProperties properties) {
        return new NettyRoutingFilter(client, only(new RequestHeaders(), new ResponseHeaders()), properties);
    }

    @Bean
    NettyWriteResponseFilter bulwarkResponse(GatewayProperties properties) {
        return new NettyWriteResponseFilter(properties.getStreamingMediaTypes(), only());
    }

    private static ObjectProvider<List<HttpHeadersFilter>> only(HttpHeadersFilter... filters) {
        List<HttpHeadersFilter> list = List.of(filters);
        return new ObjectProvider<>() {
            @Override
            public List<HttpHeadersFilter> getObject() {
                return list;
            }

            @Override
            public List<HttpHeadersFilter> getIfAvailable() {
                return list;
            }
        };
    }
}
