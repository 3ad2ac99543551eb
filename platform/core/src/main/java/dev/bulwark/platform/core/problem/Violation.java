package dev.bulwark.platform.core.problem;

/**
 * One thing wrong with a request.
 *
 * @param pointer where: a JSON pointer (RFC 6901) into the body, or {@code /name} of a query parameter or header
 * @param message what is allowed there, for people; never repeats what was sent
 */
public record Violation(String pointer, String message) {}
