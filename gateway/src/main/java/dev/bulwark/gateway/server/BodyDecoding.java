package dev.bulwark.gateway.server;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.netty.Connection;

/**
 * Tells a body that came to its end from one that couldn't be decoded any further: Reactor Netty answers such a request with 400, and ends
 * its body as if it were complete. Without this a service would take the beginning of a body for the whole.
 */
public final class BodyDecoding {

    private static final AttributeKey<Boolean> FAILED = AttributeKey.valueOf(BodyDecoding.class.getName());

    private final Channel channel;

    private BodyDecoding(Channel channel) {
        this.channel = channel;
    }

    /** @throws UndecodableBodyException if the server has answered the request already */
    public static BodyDecoding of(ServerHttpRequest request) {
        Connection connection = ServerHttpRequestDecorator.getNativeRequest(request);
        BodyDecoding decoding = new BodyDecoding(connection.channel());
        decoding.check();
        return decoding;
    }

    static void failed(Channel channel) {
        channel.attr(FAILED).set(true);
    }

    /** @throws UndecodableBodyException if a part of the body couldn't be decoded */
    public void check() {
        // Once it has answered, Reactor Netty puts a closed channel in the place of the connection's own.
        if (!channel.isActive() || channel.hasAttr(FAILED)) {
            throw new UndecodableBodyException();
        }
    }
}
