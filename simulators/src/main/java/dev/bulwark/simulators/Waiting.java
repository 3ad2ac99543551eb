package dev.bulwark.simulators;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.stereotype.Component;

/**
 * Lets a request wait on its virtual thread, but never past the end of the application: a held request must not delay the shutdown.
 */
@Component
public final class Waiting implements ApplicationListener<ContextClosedEvent> {

    private final CountDownLatch closing = new CountDownLatch(1);

    /** Waits. Answers whether the whole time passed; {@code false} means that the application is closing or the thread was interrupted. */
    public boolean sleep(Duration time) {
        try {
            return !closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        closing.countDown();
    }
}
