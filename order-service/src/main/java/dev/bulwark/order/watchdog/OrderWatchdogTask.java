package dev.bulwark.order.watchdog;

import dev.bulwark.platform.core.background.Periodic;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Lets the watchdog look now and then, while the service runs. */
@Component
class OrderWatchdogTask implements SmartLifecycle {

    private final Periodic periodic;

    OrderWatchdogTask(OrderWatchdog watchdog, WatchdogProperties properties) {
        this.periodic = new Periodic("order-watchdog", properties.interval(), watchdog::remind);
    }

    @Override
    public void start() {
        periodic.start();
    }

    @Override
    public void stop() {
        periodic.stop();
    }

    @Override
    public boolean isRunning() {
        return periodic.isRunning();
    }
}
