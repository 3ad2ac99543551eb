package dev.bulwark.platform.messaging.deadletter;

import java.util.List;

/** The consumers of a service. */
@FunctionalInterface
public interface ParkingConsumers {

    /** Each once, by name; the same for as long as the service runs. */
    List<ParkingConsumer> all();
}
