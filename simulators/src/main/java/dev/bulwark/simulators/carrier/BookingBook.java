package dev.bulwark.simulators.carrier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.bulwark.platform.http.groupcommit.GroupCommit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The carrier's bookings. The first booking of a reference is the one that holds; a cancellation outlives everything. Bookings that
 * come at the same moment are written together; besides that each method is one statement in a transaction of its own, two where the reference was
 * known already.
 */
@Repository
class BookingBook {

    /** Far more than come within one commit. */
    private static final int MAX_GROUP = 200;

    private static final String INSERT = """
            INSERT INTO carrier_booking (reference, cancelled, tracking, eta, pieces)
            SELECT reference, false, tracking, eta, pieces
              FROM unnest(?::text[], ?::text[], ?::date[], ?::int[]) AS b (reference, tracking, eta, pieces)
            ON CONFLICT (reference) DO NOTHING RETURNING reference""";

    private final JdbcClient jdbc;
    private final GroupCommit<Booking, CarrierReply> group =
            new GroupCommit<>("carrier-bookings", MAX_GROUP, this::bookAll);

    BookingBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Booking(String reference, int pieces, CarrierReply.Booked proposed) {}

    /** Books unless the reference is known; answers what holds for it: its first booking, or that it is cancelled. */
    CarrierReply book(String reference, int pieces, CarrierReply.Booked proposed) {
        Booking booking = new Booking(reference, pieces, proposed);
        return group.write(booking, () -> insert(List.of(booking)).isEmpty() ? known(reference) : proposed);
    }

    /** Null for a reference that was known before. */
    private List<@Nullable CarrierReply> bookAll(List<Booking> bookings) {
        Set<String> inserted = insert(bookings);
        List<@Nullable CarrierReply> replies = new ArrayList<>(bookings.size());
        for (Booking booking : bookings) {
            replies.add(inserted.remove(booking.reference()) ? booking.proposed() : null);
        }
        return replies;
    }

    /** The references whose booking this is; sorted, so that two groups never wait for each other in a circle. */
    private Set<String> insert(List<Booking> bookings) {
        List<Booking> sorted = bookings.stream()
                .sorted(Comparator.comparing(Booking::reference))
                .toList();
        return new HashSet<>(jdbc.sql(INSERT)
                .params(
                        sorted.stream().map(Booking::reference).toArray(String[]::new),
                        sorted.stream().map(b -> b.proposed().tracking()).toArray(String[]::new),
                        sorted.stream().map(b -> b.proposed().eta().toString()).toArray(String[]::new),
                        sorted.stream().map(Booking::pieces).toArray(Integer[]::new))
                .query(String.class)
                .list());
    }

    /** Cancels the booking, or leaves a tombstone that refuses a later one. */
    void cancel(String reference) {
        jdbc.sql("""
                        INSERT INTO carrier_booking (reference, cancelled) VALUES (?, true)
                        ON CONFLICT (reference) DO UPDATE SET cancelled = true WHERE NOT carrier_booking.cancelled
                        """).param(reference).update();
    }

    private CarrierReply known(String reference) {
        return jdbc.sql("SELECT cancelled, tracking, eta FROM carrier_booking WHERE reference = ?")
                .param(reference)
                .query((row, n) -> row.getBoolean("cancelled")
                        ? CarrierReply.Refused.E23
                        : new CarrierReply.Booked(row.getString("tracking"), row.getObject("eta", LocalDate.class)))
                .single();
    }
}
