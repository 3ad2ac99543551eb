package dev.bulwark.simulators.faults;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Stands in front of one simulator and applies the fault in force. A failed call never reaches the simulator: it has no effect. */
final class FaultFilter extends HttpFilter {

    private final transient FaultyLine line;

    FaultFilter(FaultyLine line) {
        this.line = line;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (line.carries()) {
            chain.doFilter(request, response);
        } else {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }
}
