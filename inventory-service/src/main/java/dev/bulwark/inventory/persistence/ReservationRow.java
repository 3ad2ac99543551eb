package dev.bulwark.inventory.persistence;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.bulwark.inventory.domain.Line;
import dev.bulwark.inventory.domain.Lines;
import dev.bulwark.inventory.domain.RefusalCode;
import dev.bulwark.inventory.domain.Reservation;
import org.jspecify.annotations.Nullable;

/** Reservations to columns and back. The lines travel as two arrays, and as array literals where there are many rows at once. */
final class ReservationRow {

    private static final String NO_ELEMENTS = "{}";

    private ReservationRow() {}

    static Reservation read(ResultSet row) throws SQLException {
        return switch (ReservationStatus.valueOf(row.getString("status"))) {
            case RESERVED -> new Reservation.Reserved(lines(row));
            case REFUSED -> new Reservation.Refused(RefusalCode.of(row.getString("code")), row.getString("detail"));
            case RELEASED -> new Reservation.Released(lines(row));
            case COMMITTED -> new Reservation.Committed(lines(row));
            case TOMBSTONE -> new Reservation.Tombstone();
        };
    }

    private static Lines lines(ResultSet row) throws SQLException {
        String[] skus = elements(row.getArray("skus"), String[].class);
        Long[] quantities = elements(row.getArray("quantities"), Long[].class);
        List<Line> lines = new ArrayList<>(skus.length);
        for (int i = 0; i < skus.length; i++) {
            lines.add(new Line(skus[i], quantities[i]));
        }
        return Lines.of(lines);
    }

    private static <T> T elements(Array array, Class<T> type) throws SQLException {
        return type.cast(array.getArray());
    }

    /** The skus as the literal of a {@code text[]}. */
    static String skus(Reservation reservation) {
        StringBuilder literal = new StringBuilder(64).append('{');
        for (String sku : skusOf(reservation)) {
            literal.append(literal.length() > 1 ? ",\"" : "\"");
            literal.append(sku.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
        }
        return literal.append('}').toString();
    }

    /** The quantities as the literal of a {@code bigint[]}, in the order of {@link #skus}. */
    static String quantities(Reservation reservation) {
        Lines lines = linesOf(reservation);
        if (lines == null) {
            return NO_ELEMENTS;
        }
        StringBuilder literal = new StringBuilder(32).append('{');
        for (long quantity : lines.quantities().values()) {
            literal.append(literal.length() > 1 ? "," : "").append(quantity);
        }
        return literal.append('}').toString();
    }

    private static Set<String> skusOf(Reservation reservation) {
        Lines lines = linesOf(reservation);
        return lines == null ? Set.of() : lines.skus();
    }

    private static @Nullable Lines linesOf(Reservation reservation) {
        return switch (reservation) {
            case Reservation.Reserved(Lines lines) -> lines;
            case Reservation.Released(Lines lines) -> lines;
            case Reservation.Committed(Lines lines) -> lines;
            case Reservation.Unknown _, Reservation.Refused _, Reservation.Tombstone _ -> null;
        };
    }
}
