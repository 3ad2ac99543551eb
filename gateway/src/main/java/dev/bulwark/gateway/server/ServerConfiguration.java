package dev.bulwark.gateway.server;

import dev.bulwark.gateway.GatewayMeters;
import dev.bulwark.platform.core.Ids;
import dev.bulwark.platform.core.http.HttpLimits;
import dev.bulwark.platform.core.problem.ProblemJson;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import reactor.netty.NettyPipeline;

/** Sets the platform's limits on the public server, and has its refusals answered as problems. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

    /** After Spring Boot's own customizer, whose limits come from properties: the platform's hold for the services too. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> publicServer(
            ProblemJson json, Ids ids, GatewayMeters meters) {
        return factory -> factory.addServerCustomizers(server -> server.httpRequestDecoder(
                        decoder -> decoder.maxInitialLineLength(HttpLimits.REQUEST_LINE_BYTES)
                                .maxHeaderSize(HttpLimits.HEADER_BYTES))
                .doOnChannelInit((observer, channel, remote) -> channel.pipeline()
                        .addAfter(
                                NettyPipeline.HttpCodec,
                                RefusalHandler.NAME,
                                new RefusalHandler(json, ids, meters::refused))));
    }
}
