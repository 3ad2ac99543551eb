package dev.bulwark.acceptance.topology;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The ports of one platform: the usual ones, moved by an offset at which all of them were free. */
public record Ports(int offset) {

    public static final int GATEWAY = 8080;
    public static final int ORDERS = 8081;
    public static final int PAYMENTS = 8082;
    public static final int INVENTORY = 8083;
    public static final int SHIPPING = 8084;
    public static final int SAGAS = 8085;
    public static final int SIMULATORS = 8086;
    public static final int POSTGRES = 8432;
    public static final int KAFKA = 8492;
    private static final int KAFKA_CONTROLLER = 8493;
    public static final int MANAGEMENT_OFFSET = 1_000;

    private static final List<Integer> SERVICES =
            List.of(GATEWAY, ORDERS, PAYMENTS, INVENTORY, SHIPPING, SAGAS, SIMULATORS);

    /** The highest port stays below 32768, where systems begin to hand out ports to whoever connects. */
    private static final int MAX_OFFSET = 23_000;

    private static final int MIN_OFFSET = 1_500;
    private static final int ATTEMPTS = 200;

    /** Free at this moment; nobody keeps them. */
    public static Ports free() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(MIN_OFFSET, MAX_OFFSET))
                .limit(ATTEMPTS)
                .mapToObj(Ports::new)
                .filter(ports -> ports.inUse().isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no offset found at which every port is free"));
    }

    public int of(int usual) {
        return usual + offset;
    }

    /** Those of this platform that something listens on. */
    public List<Integer> inUse() {
        return Stream.concat(
                        SERVICES.stream().flatMap(port -> Stream.of(port, port + MANAGEMENT_OFFSET)),
                        Stream.of(POSTGRES, KAFKA, KAFKA_CONTROLLER))
                .map(this::of)
                .filter(port -> !isFree(port))
                .toList();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
