package dev.bulwark.acceptance.topology;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands between the platform and one of its servers, and makes the network between them bad: a kernel that can do that isn't everywhere.
 *
 * <p>Bytes are never lost from the middle of a connection, nor changed: TCP promises that, and so it is no fault to prepare for.
 */
public final class TcpProxy implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;
    private static final int CONNECT_MILLIS = 2_000;

    private enum State {
        PASSING,
        HALF_OPEN,
        AWAY
    }

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private State state = State.PASSING;
    private Duration delay = Duration.ZERO;

    private TcpProxy(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    /** @param target port on this machine */
    public static TcpProxy before(int target) {
        try {
            TcpProxy proxy = new TcpProxy(new ServerSocket(0, 512, InetAddress.getLoopbackAddress()), target);
            Thread.ofPlatform().daemon().name("proxy-" + target).start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Resets every connection that is open; new ones are taken. */
    public void cut() {
        open.forEach(TcpProxy::reset);
    }

    /** Each piece waits so long in each direction from now on. */
    public void delay(Duration longer) {
        lock.lock();
        try {
            delay = longer;
        } finally {
            lock.unlock();
        }
    }

    /** From now on what is sent goes nowhere, and nobody is told: connections stay open, and new ones are taken. */
    public void halfOpen() {
        become(State.HALF_OPEN);
    }

    /** Resets every connection, and each new one at once. */
    public void goAway() {
        become(State.AWAY);
        cut();
    }

    /** Everything passes again; what was held back while half open never will: its connections are reset. */
    public void heal() {
        boolean held;
        lock.lock();
        try {
            held = state == State.HALF_OPEN;
        } finally {
            lock.unlock();
        }
        if (held) {
            cut();
        }
        delay(Duration.ZERO);
        become(State.PASSING);
    }

    private void become(State next) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void connect(Socket client) {
        if (now() == State.AWAY) {
            reset(client);
            return;
        }
        Socket server = new Socket();
        open.add(client);
        open.add(server);
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
        } catch (IOException e) {
            end(client, server);
            return;
        }
        Thread.ofVirtual().start(() -> pump(client, server));
        pump(server, client);
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitPassage();
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One side is gone, and so the other will be.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(from, to);
        }
    }

    private void awaitPassage() throws InterruptedException {
        Duration wait;
        lock.lock();
        try {
            while (state == State.HALF_OPEN) {
                changed.await();
            }
            wait = delay;
        } finally {
            lock.unlock();
        }
        if (!wait.isZero()) {
            Thread.sleep(wait);
        }
    }

    private State now() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    private void end(Socket one, Socket other) {
        open.remove(one);
        open.remove(other);
        close(one);
        close(other);
    }

    /** As a machine does that has forgotten the connection. */
    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // closed already
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // nobody is interested in it any more
        }
    }

    @Override
    public void close() {
        close(door);
        cut();
        heal();
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
