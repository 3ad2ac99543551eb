package dev.bulwark.gateway.problem;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.ProblemCarrier;
import dev.bulwark.platform.core.problem.StatusProblems;
import dev.bulwark.platform.core.security.BadTokenException;
import dev.bulwark.platform.core.security.BearerProblems;
import io.netty.handler.codec.DecoderException;
import org.springframework.web.ErrorResponse;

/** Says which problem a client is answered with when a request fails. */
public final class Failures {

    private Failures() {}

    /** The problem of the failure; for one of an unknown kind a 500 that says nothing about its cause. */
    public static Problem problemOf(Throwable failure) {
        return switch (failure) {
            case ProblemCarrier refusal -> refusal.problem();
            case BadTokenException e -> BearerProblems.INVALID;
            case ErrorResponse answer -> ofStatus(answer.getStatusCode().value());
            case ConnectException e -> GatewayProblems.unreachable();
            case UnknownHostException e -> GatewayProblems.unreachable();
            case NoRouteToHostException e -> GatewayProblems.unreachable();
            // A deadline that passes is a ProblemCarrier, so this is the wait for a connection from the bounded pool.
            case TimeoutException e -> GatewayProblems.connectionsExhausted();
            case IOException e -> GatewayProblems.badGateway();
            case DecoderException e -> GatewayProblems.badGateway();
            default -> StatusProblems.of(500);
        };
    }

    private static Problem ofStatus(int status) {
        return status == 503 ? GatewayProblems.unreachable() : StatusProblems.of(status);
    }
}
