package dev.bulwark.gateway.routing;

/** What the route table knows about a path and a method. */
public sealed interface Match {

    record Found(RoutePlan route) implements Match {}

    /**
     * The path is known, but not with this method.
     *
     * @param allowed as the {@code Allow} header lists them
     */
    record WrongMethod(String allowed) implements Match {}

    /**
     * The path is known, and its methods are asked for.
     *
     * @param allowed as the {@code Allow} header lists them
     */
    record Options(String allowed) implements Match {}

    record None() implements Match {}
}
