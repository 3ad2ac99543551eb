package dev.bulwark.simulators.psp;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the PSP misbehaves.
 *
 * @param slowAnswer what {@code pm_card_slow} waits; 2 s, as the public contract says
 * @param silence how long a call that gets no answer is held before its connection is dropped; 60 s is longer than any sane client
 *     waits, and bounds what the held connections cost
 */
@ConfigurationProperties("bulwark.simulators.psp")
record PspProperties(
        @DefaultValue("2s") Duration slowAnswer,
        @DefaultValue("60s") Duration silence) {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    PspProperties {
        requireUpToLongest("slow-answer", slowAnswer);
        requireUpToLongest("silence", silence);
    }

    private static void requireUpToLongest(String name, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("bulwark.simulators.psp." + name + " must be between 0 s and "
                    + LONGEST.toSeconds() + " s, not " + value);
        }
    }
}
