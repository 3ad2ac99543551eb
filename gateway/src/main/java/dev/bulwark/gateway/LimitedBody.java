package dev.bulwark.gateway;

import dev.bulwark.gateway.server.BodyDecoding;
import dev.bulwark.platform.core.problem.ProblemException;
import dev.bulwark.platform.core.problem.StatusProblems;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;

/**
 * A body that fails with 413 once it is longer than allowed, and with an error when part of it can't be decoded.
 *
 * <p>For bodies of undeclared length only: a declared one is refused before it is read, and the server reads no more than
 * was declared.
 */
final class LimitedBody extends ServerHttpRequestDecorator {

    private final long maxBytes;
    private final BodyDecoding decoding;

    private LimitedBody(ServerHttpRequest request, long maxBytes) {
        super(request);
        this.maxBytes = maxBytes;
        this.decoding = BodyDecoding.of(request);
    }

    /** @throws ProblemException 413 when the declared length is over the limit */
    static ServerWebExchange applyTo(ServerWebExchange exchange, long maxBytes) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        long declaredBytes = headers.getContentLength();
        if (declaredBytes > maxBytes) {
            throw StatusProblems.payloadTooLarge(maxBytes).exception();
        }
        if (declaredBytes >= 0 || !headers.containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
            return exchange;
        }
        return exchange.mutate()
                .request(new LimitedBody(exchange.getRequest(), maxBytes))
                .build();
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return Flux.defer(() -> {
            long[] seenBytes = {0};
            return super.getBody()
                    .<DataBuffer>handle((buffer, sink) -> {
                        seenBytes[0] += buffer.readableByteCount();
                        if (seenBytes[0] > maxBytes) {
                            DataBufferUtils.release(buffer);
                            sink.error(StatusProblems.payloadTooLarge(maxBytes).exception());
                        } else {
                            sink.next(buffer);
                        }
                    })
                    .doOnComplete(decoding::check);
        });
    }
}
