package dev.bulwark.acceptance.topology;

import dev.bulwark.acceptance.client.Bulwark;

/** A running platform, whoever started it. */
public interface PlatformUnderTest extends AutoCloseable {

    Bulwark bulwark();

    /** Stops it if it is this suite's own. */
    @Override
    void close();
}
