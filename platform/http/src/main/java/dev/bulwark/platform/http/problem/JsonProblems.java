package dev.bulwark.platform.http.problem;

import java.util.List;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.StatusProblems;
import dev.bulwark.platform.core.problem.Violation;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;

/**
 * Says what is wrong with a JSON body in our own words: Jackson's messages name classes and repeat what was sent.
 */
final class JsonProblems {

    private JsonProblems() {}

    static Problem of(@Nullable Throwable cause) {
        return switch (cause) {
            case PropertyBindingException e -> violation(e, "is not a field of this object");
            case MismatchedInputException e when isTrailing(e) -> malformed("more follows after its end", e);
            case MismatchedInputException e -> violation(e, ExpectedValue.of(e.getTargetType()));
            case InputCoercionException e -> violation(e, ExpectedValue.of(e.getTargetType()));
            case StreamConstraintsException e ->
                malformed("it is nested too deeply, or holds a number or text that is too long", e);
            case StreamReadException e
            when isDuplicate(e) ->
                Problem.validation(List.of(new Violation(pointerOfParser(e), "the same field stands here twice")));
            case StreamReadException e -> malformed("it is not well-formed JSON", e);
            case JacksonException e when !e.getPath().isEmpty() -> violation(e, "is not valid");
            case null, default -> StatusProblems.of(400).detail("The body is missing or can't be read.");
        };
    }

    private static Problem violation(JacksonException e, String message) {
        return Problem.validation(List.of(new Violation(pointer(e), message)));
    }

    private static Problem malformed(String what, JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        String where = at == null || at.getLineNr() < 1
                ? ""
                : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
        return StatusProblems.of(400).detail("The body can't be read: " + what + where + ".");
    }

    private static boolean isTrailing(MismatchedInputException e) {
        return e.getOriginalMessage().startsWith("Trailing token");
    }

    private static boolean isDuplicate(StreamReadException e) {
        return e.getOriginalMessage().startsWith("Duplicate ");
    }

    /** The exception itself doesn't know the last field of the path yet, its parser does. */
    private static String pointerOfParser(StreamReadException e) {
        JsonParser parser = e.processor();
        return parser == null
                ? pointer(e)
                : parser.streamReadContext().pathAsPointer().toString();
    }

    static String pointer(JacksonException e) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            String name = step.getPropertyName();
            pointer.append('/').append(name == null ? Integer.toString(step.getIndex()) : escape(name));
        }
        return pointer.toString();
    }

    /** RFC 6901, section 3. */
    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
