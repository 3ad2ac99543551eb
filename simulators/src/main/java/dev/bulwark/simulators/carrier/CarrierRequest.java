package dev.bulwark.simulators.carrier;

import java.util.Optional;

/** What a client can say to the carrier. The format knows no escape: a pipe always ends a field. */
sealed interface CarrierRequest {

    String reference();

    /** Send so many pieces to this postal code. Name and street are read past: the carrier's records need neither. */
    record Book(String reference, String postalCode, int pieces) implements CarrierRequest {}

    /** Forget the reference, whether it was booked or not. */
    record Cancel(String reference) implements CarrierRequest {}

    int BOOK_FIELDS = 8;
    int CANCEL_FIELDS = 2;
    int MAX_REFERENCE_CHARACTERS = 200;

    /** Reads {@code BOOK|reference|name|street|city|zip|country|pieces}; empty if the line is anything else. */
    static Optional<Book> book(String line) {
        String[] fields = line.strip().split("\\|", -1);
        if (fields.length != BOOK_FIELDS
                || !fields[0].equals("BOOK")
                || !isReference(fields[1])
                || fields[5].isBlank()) {
            return Optional.empty();
        }
        return pieces(fields[7]).map(pieces -> new Book(fields[1], fields[5], pieces));
    }

    /** Reads {@code CANC|reference}; empty if the line is anything else. */
    static Optional<Cancel> cancel(String line) {
        String[] fields = line.strip().split("\\|", -1);
        return fields.length == CANCEL_FIELDS && fields[0].equals("CANC") && isReference(fields[1])
                ? Optional.of(new Cancel(fields[1]))
                : Optional.empty();
    }

    private static boolean isReference(String field) {
        return !field.isBlank() && field.length() <= MAX_REFERENCE_CHARACTERS;
    }

    private static Optional<Integer> pieces(String field) {
        return field.matches("[0-9]{1,5}") && !field.matches("0+")
                ? Optional.of(Integer.valueOf(field))
                : Optional.empty();
    }
}
