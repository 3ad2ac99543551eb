package dev.bulwark.payment.domain;

/**
 * What operators gave back of a captured amount, in minor units.
 *
 * @param pending asked of the provider, not answered yet
 * @param done given back
 */
public record OperatorRefunds(long pending, long done) {

    public static final OperatorRefunds NONE = new OperatorRefunds(0, 0);

    public OperatorRefunds {
        if (pending < 0 || done < 0) {
            throw new IllegalArgumentException(
                    "refunds are never negative: " + pending + " pending, " + done + " done");
        }
    }

    /** Both: no longer anybody else's to give back. */
    public long total() {
        return Math.addExact(pending, done);
    }

    OperatorRefunds settled(long amount) {
        return new OperatorRefunds(pending - amount, Math.addExact(done, amount));
    }
}
