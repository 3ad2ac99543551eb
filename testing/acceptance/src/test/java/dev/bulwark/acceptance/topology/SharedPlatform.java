package dev.bulwark.acceptance.topology;

import java.net.URI;

import dev.bulwark.acceptance.client.Bulwark;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts one platform for all classes of a run, stops it after the last, and hands it to whoever asks for it: as {@link Bulwark} to those
 * who only call it, as {@link OwnPlatform} to those who kill it.
 *
 * <p>Which, by system property: {@code bulwark.acceptance.gateway} = URL of one that runs, else {@code bulwark.acceptance.topology} =
 * {@code standalone} (the default) or {@code fleet}.
 */
public final class SharedPlatform implements BeforeAllCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedPlatform.class);

    /** A start that failed, remembered: the next class would fail the same way, half a minute later. */
    private record Outcome(PlatformUnderTest platform, LongOrders longOrders, RuntimeException failure)
            implements AutoCloseable {

        static Outcome start() {
            PlatformUnderTest platform = null;
            try {
                platform = create();
                return new Outcome(platform, LongOrders.place(platform.bulwark()), null);
            } catch (RuntimeException | AssertionError e) {
                if (platform != null) {
                    platform.close();
                }
                return new Outcome(null, null, new IllegalStateException("there is no platform to test", e));
            }
        }

        Outcome usable() {
            if (failure != null) {
                throw failure;
            }
            return this;
        }

        @Override
        public void close() {
            if (platform != null) {
                platform.close();
            }
        }
    }

    private static PlatformUnderTest create() {
        String gateway = System.getProperty("bulwark.acceptance.gateway");
        if (gateway != null) {
            String simulators = System.getProperty("bulwark.acceptance.simulators");
            return new AttachedPlatform(URI.create(gateway), simulators == null ? null : URI.create(simulators));
        }
        String topology = System.getProperty("bulwark.acceptance.topology", "standalone");
        return switch (topology) {
            case "standalone" -> OwnPlatform.standalone();
            case "fleet" -> OwnPlatform.fleet();
            default ->
                throw new IllegalArgumentException(
                        "bulwark.acceptance.topology must be standalone or fleet, not " + topology);
        };
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        outcome(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Bulwark.class || type == LongOrders.class || PlatformUnderTest.class.isAssignableFrom(type);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Outcome outcome = outcome(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == Bulwark.class) {
            return outcome.platform().bulwark();
        }
        return type == LongOrders.class ? outcome.longOrders() : type.cast(outcome.platform());
    }

    private static Outcome outcome(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent("platform", key -> Outcome.start(), Outcome.class)
                .usable();
    }
}
