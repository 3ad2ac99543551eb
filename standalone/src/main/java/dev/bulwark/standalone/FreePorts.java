package dev.bulwark.standalone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks whether the modules' ports are free before anything is started: a start that fails half way tells nobody what to do. */
final class FreePorts {

    private FreePorts() {}

    /** @throws StartFailedException naming the first port that somebody else listens on */
    static void require(Options options) {
        for (Module module : options.modules()) {
            require(options.port(module), module.id());
            require(options.port(module) + Module.MANAGEMENT_OFFSET, module.id() + ", health and metrics");
        }
    }

    private static void require(int port, String purpose) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // as the servers do: connections that are only closing don't count
            socket.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            throw new StartFailedException(
                    "Port %d (%s) is in use: stop what listens there, or set BULWARK_PORT_OFFSET to move every port"
                            .formatted(port, purpose));
        }
    }
}
