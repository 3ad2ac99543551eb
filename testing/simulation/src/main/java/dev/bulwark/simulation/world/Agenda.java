package dev.bulwark.simulation.world;

import java.util.PriorityQueue;

/** What is due when, in virtual milliseconds; what is due at once runs in the order it was put down. */
final class Agenda {

    private record Entry(long at, long number, Runnable task) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long now;
    private long numbers;

    Agenda(long start) {
        this.now = start;
    }

    long now() {
        return now;
    }

    void at(long time, Runnable task) {
        entries.add(new Entry(Math.max(time, now), numbers++, task));
    }

    /** Runs what is due next, if it is due by then; else lets the time pass. @return whether anything ran */
    boolean step(long until) {
        Entry next = entries.peek();
        if (next == null || next.at() > until) {
            now = Math.max(now, until);
            return false;
        }
        entries.remove();
        now = Math.max(now, next.at());
        next.task().run();
        return true;
    }
}
