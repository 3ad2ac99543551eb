package dev.bulwark.gateway.routing;

/** What the route table knows about a path and a method. */
public sealed interface Match {

    record Found(RoutePlan route) implements Match {}

    /**
     * The path is known, but takes other methods.
     *
     * @param allowed as the {@code Allow} header lists them
     */
    record WrongMethod(String allowed) implements Match {}

    /**
     * The path is known, and the request asks for its methods.
     *
     * @param allowed as the {@code Allow} header lists them
     */
    record Options(String allowed) implements Match {}

    record None() implements Match {}
}
