package dev.bulwark.gateway.routing;

/** What the route table says to a path and a method. */
public sealed interface Match {

    record Found(RoutePlan route) implements Match {}

    /**
     * The path is known, but not with this method.
     *
     * @param allowed as the {@code Allow} header wants it
     */
    record WrongMethod(String allowed) implements Match {}

    record None() implements Match {}
}
