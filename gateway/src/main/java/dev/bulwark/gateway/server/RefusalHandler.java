package dev.bulwark.gateway.server;

import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

import dev.bulwark.platform.core.Ids;
import dev.bulwark.platform.core.http.HttpLimits;
import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.ProblemJson;
import dev.bulwark.platform.core.problem.StatusProblems;
import dev.bulwark.platform.core.trace.TraceContext;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.ReferenceCountUtil;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Answers with a problem what Netty, Reactor Netty or Spring refuse before a request reaches the gateway's filter. Their refusals have no
 * body; they are told from the gateway's own answers by the correlation id, which every answer of the gateway carries.
 *
 * <p>A connection that is closed after a refusal stays open for reading for up to a second: if it were closed while the client is still
 * sending, the client's system would discard the answer. One handler per connection.
 */
// Netty reports the end of each operation to its promise; the future it returns is that promise again.
@SuppressWarnings("FutureReturnValueIgnored")
final class RefusalHandler extends ChannelDuplexHandler {

    static final String NAME = "bulwark.refusals";

    private static final long LINGER_MILLIS = 1_000;
    /** What the decoder puts in place of a request line that it couldn't read. */
    private static final String UNREADABLE = "/bad-request";

    private final ProblemJson json;
    private final Ids ids;
    private final IntConsumer refused;
    private boolean lingers;
    private boolean draining;

    /** @param refused told the status of each refusal */
    RefusalHandler(ProblemJson json, Ids ids, IntConsumer refused) {
        this.json = json;
        this.ids = ids;
        this.refused = refused;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (draining) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpContent body && body.decoderResult().isFailure()) {
            BodyDecoding.failed(context.channel());
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (!(message instanceof FullHttpResponse answer) || !isRefusal(answer)) {
            context.write(message, promise);
        } else if (ChannelOperations.get(context.channel()) instanceof HttpServerRequest request) {
            context.write(problem(request, answer), promise);
        } else {
            // A body that turned out wrong after its request was answered: nobody waits for another answer.
            answer.release();
            promise.trySuccess();
            lingers = true;
            close(context, context.newPromise());
        }
    }

    private static boolean isRefusal(FullHttpResponse answer) {
        return answer.status().code() >= 400 && !answer.headers().contains(TraceContext.CORRELATION_HEADER);
    }

    private FullHttpResponse problem(HttpServerRequest request, FullHttpResponse refusal) {
        HttpHeaders headers = request.requestHeaders();
        TraceContext trace = TraceContext.ofRequest(
                headers.get(TraceContext.TRACEPARENT), headers.get(TraceContext.CORRELATION_HEADER), ids);
        byte[] body = json.write(problem(refusal.status().code()), instance(request), trace.traceId());
        FullHttpResponse answer =
                new DefaultFullHttpResponse(refusal.protocolVersion(), refusal.status(), Unpooled.wrappedBuffer(body));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, ProblemJson.MEDIA_TYPE)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(TraceContext.CORRELATION_HEADER, trace.correlationId());
        if (!HttpUtil.isKeepAlive(refusal)) {
            answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            lingers = true;
        }
        refusal.release();
        refused.accept(answer.status().code());
        return answer;
    }

    private static Problem problem(int status) {
        Problem problem = StatusProblems.of(status);
        return switch (status) {
            case 414 ->
                problem.detail("The request line may have at most " + HttpLimits.REQUEST_LINE_BYTES + " bytes.");
            case 431 -> problem.detail("The headers may have at most " + HttpLimits.HEADER_BYTES + " bytes in all.");
            default -> problem;
        };
    }

    /** The path as it was received; {@code /} where none could be read. */
    private static String instance(HttpServerRequest request) {
        String uri = request.uri();
        if (!uri.startsWith("/") || uri.equals(UNREADABLE)) {
            return "/";
        }
        int end = 0;
        while (end < uri.length() && uri.charAt(end) != '?' && uri.charAt(end) != '#') {
            end++;
        }
        return uri.substring(0, end);
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (draining) {
            context.channel().closeFuture().addListener(closed -> promise.trySuccess());
        } else if (lingers && context.channel() instanceof DuplexChannel channel && channel.isActive()) {
            draining = true;
            channel.shutdownOutput();
            context.executor().schedule(() -> context.close(promise), LINGER_MILLIS, TimeUnit.MILLISECONDS);
            context.read();
        } else {
            context.close(promise);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (draining) {
            context.read();
        } else {
            context.fireChannelReadComplete();
        }
    }
}
