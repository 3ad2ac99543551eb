package dev.bulwark.gateway.problem;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;

import io.netty.handler.codec.DecoderException;
import org.springframework.web.ErrorResponse;

/** Tells what a client is told about a failure on the way to a service. */
public final class Failures {

    private Failures() {}

    /** Never null; what isn't understood becomes a plain 500 that gives nothing away. */
    public static Problem problemOf(Throwable failure) {
        return switch (failure) {
            case Refusal refusal -> refusal.problem();
            case ErrorResponse answer -> ofStatus(answer.getStatusCode().value());
            case ConnectException e -> unreachable();
            case UnknownHostException e -> unreachable();
            case NoRouteToHostException e -> unreachable();
            // The deadline ends as a Refusal, so this is the wait for a connection from the bounded pool.
            case TimeoutException e ->
                Problem.serviceUnavailable("All connections to the service are in use; nothing was sent to it.");
            case IOException e -> Problem.badGateway();
            case DecoderException e -> Problem.badGateway();
            default -> Problem.internalError();
        };
    }

    private static Problem unreachable() {
        return Problem.serviceUnavailable("The service can't be reached; nothing was sent to it.");
    }

    private static Problem ofStatus(int status) {
        return switch (status) {
            case 404 -> Problem.notFound();
            case 503 -> unreachable();
            case 504 -> Problem.deadlineExceeded();
            default -> status >= 400 && status < 500 ? Problem.badRequest() : Problem.internalError();
        };
    }
}
