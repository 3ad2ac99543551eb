package dev.bulwark.saga;

/**
 * Who intervened in a saga, and why; kept in its log for ever.
 *
 * @param operator the subject of their token
 * @param reason in their words; shown to operators only, never sent to anybody
 */
public record OperatorNote(String operator, String reason) {}
