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
 * Configures how requests are sent to the services: of Spring Cloud Gateway's filters only the two that send and answer are used, with two
 * header filters in place of its six. The others are switched off in {@code gateway.yml}.
 */
@Configuration(proxyBeanMethods = false)
class UpstreamConfiguration {

    /** A POST that is sent again can place a second order. Only the client, which knows its idempotency key, may retry. */
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
