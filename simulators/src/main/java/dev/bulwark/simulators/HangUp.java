package dev.bulwark.simulators;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Ends a request without any answer: the connection is closed and the client sees it break. The servlet API has no word for that, so a
 * Tomcat valve leaves the means in a request attribute.
 */
@Component
public final class HangUp implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String ATTRIBUTE = HangUp.class.getName();

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextValves(new OpenLineValve());
    }

    /** Nothing written to the response before or after reaches the client. */
    public void on(HttpServletRequest request) {
        ((Runnable) request.getAttribute(ATTRIBUTE)).run();
    }

    private static final class OpenLineValve extends ValveBase {

        private OpenLineValve() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            Runnable close = () -> response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
            request.setAttribute(ATTRIBUTE, close);
            getNext().invoke(request, response);
        }
    }
}
