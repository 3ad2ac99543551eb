package dev.bulwark.shipping.carrier;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.bulwark.shipping.Address;
import dev.bulwark.shipping.BookingRequest;
import dev.bulwark.shipping.CarrierAnswer;

/**
 * The carrier's lines, written and read.
 *
 * <p>A line is fields between pipes; the format knows no escape, so a pipe inside a field is written as a slash, and what
 * would end the line as a space. A field that shows something still does then, for a field of blanks alone is malformed there.
 *
 * <pre>
 * BOOK|reference|name|street|city|zip|country|pieces  →  OK|tracking|carrier code|yyyy.MM.dd
 * CANC|reference                                      →  OK|CANC
 * either                                              →  ERR|code|text
 * </pre>
 */
final class CarrierFormat {

    private static final DateTimeFormatter DOTTED =
            DateTimeFormatter.ofPattern("uuuu.MM.dd").withResolverStyle(ResolverStyle.STRICT);

    /**
     * The carrier's code letters, for people. One that isn't here is shown as it is: a new partner of theirs is no
     * fault.
     */
    private static final Map<String, String> NAMES = Map.of("LX", "Lux Express");

    /** Controls, line and paragraph separators among them. */
    private static final Pattern ENDS_A_LINE = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9F}\\x{2028}\\x{2029}]+");

    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9:._-]{1,200}");
    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{2,8}");
    private static final Pattern TRACKING = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern ERROR_CODE = Pattern.compile("[A-Z][0-9]{1,4}");

    private static final String MALFORMED = "E01";
    private static final String UNDELIVERABLE = "E17";
    private static final String CANCELLED = "E23";

    private CarrierFormat() {}

    static String book(BookingRequest booking) {
        Address address = booking.address();
        return String.join(
                "|",
                "BOOK",
                reference(booking.reference()),
                field(address.name()),
                field(address.street()),
                field(address.city()),
                field(address.postalCode()),
                field(address.country()),
                Integer.toString(booking.pieces()));
    }

    static String cancel(String reference) {
        return "CANC|" + reference(reference);
    }

    /** @throws CarrierFormatException if the line is no answer to a booking */
    static CarrierAnswer booked(String line) {
        List<String> fields = fields(line);
        return switch (fields.getFirst()) {
            case "OK" -> {
                expect(fields, 4, "OK");
                String code = matching(fields.get(2), CODE, "carrier code");
                yield new CarrierAnswer.Booked(
                        NAMES.getOrDefault(code, code),
                        matching(fields.get(1), TRACKING, "tracking number"),
                        date(fields.get(3)));
            }
            case "ERR" -> refused(errorCode(fields));
            default -> throw unknown("a booking");
        };
    }

    /** @throws CarrierFormatException if the line is no answer to a cancellation */
    static CarrierAnswer cancelled(String line) {
        List<String> fields = fields(line);
        return switch (fields.getFirst()) {
            case "OK" -> {
                expect(fields, 2, "OK");
                if (!fields.get(1).equals("CANC")) {
                    throw new CarrierFormatException("CANC was expected after OK");
                }
                yield new CarrierAnswer.Cancelled();
            }
            case "ERR" -> refused(errorCode(fields));
            default -> throw unknown("a cancellation");
        };
    }

    /**
     * Only the codes that the carrier documents as refusals of a record. Any other, such as E99 for a system that is down, says nothing about the booking,
     * so it must not refuse a customer's order.
     */
    private static CarrierAnswer refused(String code) {
        return switch (code) {
            case MALFORMED -> new CarrierAnswer.Refused("the carrier refused with " + code);
            case UNDELIVERABLE -> new CarrierAnswer.Undeliverable();
            case CANCELLED -> new CarrierAnswer.Blocked();
            default -> throw new CarrierFormatException("the carrier documents no refusal " + code);
        };
    }

    private static List<String> fields(String line) {
        return List.of(line.strip().split("\\|", -1));
    }

    private static String errorCode(List<String> fields) {
        expect(fields, 3, "ERR");
        return matching(fields.get(1), ERROR_CODE, "error code");
    }

    private static void expect(List<String> fields, int count, String kind) {
        if (fields.size() != count) {
            throw new CarrierFormatException(
                    "a line " + kind + " has " + count + " fields, this one had " + fields.size());
        }
    }

    private static String matching(String field, Pattern pattern, String name) {
        if (!pattern.matcher(field).matches()) {
            throw new CarrierFormatException("the " + name + " wasn't " + pattern);
        }
        return field;
    }

    private static LocalDate date(String field) {
        try {
            return LocalDate.parse(field, DOTTED);
        } catch (DateTimeParseException e) {
            throw new CarrierFormatException("the day of delivery wasn't yyyy.MM.dd");
        }
    }

    private static CarrierFormatException unknown(String asked) {
        return new CarrierFormatException("the answer to " + asked + " began with neither OK nor ERR");
    }

    private static String field(String text) {
        return ENDS_A_LINE.matcher(text).replaceAll(" ").replace('|', '/').strip();
    }

    /** Never made to fit: another reference would be another booking. */
    private static String reference(String reference) {
        if (!REFERENCE.matcher(reference).matches()) {
            throw new IllegalArgumentException("a reference is " + REFERENCE);
        }
        return reference;
    }
}
