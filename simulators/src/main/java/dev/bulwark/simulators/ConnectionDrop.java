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
 * Ends a request without any answer: the connection is closed and the client sees it break. The servlet API cannot do that, so a
 * Tomcat valve puts the action into a request attribute.
 */
@Component
public final class ConnectionDrop implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String ATTRIBUTE = ConnectionDrop.class.getName();

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextValves(new DropValve());
    }

    /** Nothing written to the response before or after reaches the client. */
    public void on(HttpServletRequest request) {
        ((Runnable) request.getAttribute(ATTRIBUTE)).run();
    }

    private static final class DropValve extends ValveBase {

        private DropValve() {
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
