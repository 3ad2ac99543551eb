package dev.bulwark.platform.calls.intent;

/** How often something happened in the last seconds, the present one included. */
final class RecentCount {

    private final long[] second;
    private final int[] count;

    RecentCount(int seconds) {
        this.second = new long[seconds];
        this.count = new int[seconds];
    }

    /** @param now in seconds, of any clock that goes forward */
    synchronized void add(long now) {
        int bucket = Math.floorMod(now, second.length);
        if (second[bucket] != now) {
            second[bucket] = now;
            count[bucket] = 0;
        }
        count[bucket]++;
    }

    /** @param now of the same clock */
    synchronized int sum(long now) {
        int sum = 0;
        for (int i = 0; i < second.length; i++) {
            if (second[i] > now - second.length) {
                sum += count[i];
            }
        }
        return sum;
    }
}
