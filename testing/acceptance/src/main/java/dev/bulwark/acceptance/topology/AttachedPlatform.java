package dev.bulwark.acceptance.topology;

import java.net.URI;

import dev.bulwark.acceptance.client.Bulwark;
import org.jspecify.annotations.Nullable;

/** A platform that was running before and goes on afterwards. */
public final class AttachedPlatform implements PlatformUnderTest {

    private static final int FROM_GATEWAY_TO_SIMULATORS = 6;

    private final Bulwark bulwark;

    /** @param simulators null: on the gateway's host, at the usual distance from its port */
    public AttachedPlatform(URI gateway, @Nullable URI simulators) {
        this.bulwark = new Bulwark(gateway, simulators == null ? besides(gateway) : simulators);
    }

    private static URI besides(URI gateway) {
        return URI.create(gateway.getScheme() + "://" + gateway.getHost() + ":"
                + (gateway.getPort() + FROM_GATEWAY_TO_SIMULATORS));
    }

    @Override
    public Bulwark bulwark() {
        return bulwark;
    }

    @Override
    public void close() {
        // not ours
    }
}
