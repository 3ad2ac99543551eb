package dev.bulwark.standalone.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports on this machine: free ones, and a clear refusal of taken ones before a server stumbles over them. */
final class Ports {

    private Ports() {}

    /** Replaces each 0 by a free port. Another process may still take it first; servers then fail and say so. */
    static List<Integer> resolve(int... ports) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            List<Integer> resolved = new ArrayList<>();
            for (int port : ports) {
                if (port == 0) {
                    // All are held until the last is found, so that no two are the same.
                    ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    held.add(socket);
                    resolved.add(socket.getLocalPort());
                } else {
                    resolved.add(port);
                }
            }
            return resolved;
        } catch (IOException e) {
            throw new EmbeddedServerException("No free port on this machine: " + e.getMessage(), e);
        } finally {
            held.forEach(Ports::close);
        }
    }

    static void requireFree(int port, String user) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    "Port %d, wanted by %s, is in use: stop what listens there, or move every port with BULWARK_PORT_OFFSET"
                            .formatted(port, user),
                    e);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new EmbeddedServerException("Cannot give back port " + socket.getLocalPort(), e);
        }
    }
}
