package dev.bulwark.standalone.planted;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What the rule about threads must find. */
public final class BareThreads {

    private BareThreads() {}

    public static final class OfThread {
        public Thread make() {
            return new Thread(() -> {});
        }
    }

    public static final class OfExecutor {
        public ExecutorService make() {
            return Executors.newSingleThreadExecutor();
        }
    }

    public static final class OfBuilder {
        public Thread make() {
            return Thread.ofVirtual().unstarted(() -> {});
        }
    }
}
