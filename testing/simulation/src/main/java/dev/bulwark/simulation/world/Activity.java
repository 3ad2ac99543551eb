package dev.bulwark.simulation.world;

/** One of a process's threads: does one thing at a time, when it was woken. */
final class Activity {

    private static final long BUSY_MILLIS = 10;

    private final Node node;
    private final Node.Task task;
    private long dueAt = Long.MAX_VALUE;
    private boolean busy;

    Activity(Node node, Node.Task task) {
        this.node = node;
        this.task = task;
    }

    /** At the latest in so many milliseconds. */
    void wake(long millis) {
        long at = node.world().now() + millis;
        if (at >= dueAt) {
            return;
        }
        dueAt = at;
        node.after(millis, () -> run(at));
    }

    private void run(long at) throws InterruptedException {
        if (dueAt != at) {
            return; // woken earlier meanwhile
        }
        dueAt = Long.MAX_VALUE;
        if (busy) {
            wake(BUSY_MILLIS);
            return;
        }
        busy = true;
        try {
            task.run();
        } finally {
            busy = false;
        }
    }
}
