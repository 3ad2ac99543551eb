package dev.bulwark.simulators.carrier;

import java.time.LocalDate;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The carrier's bookings. The first booking of a reference is the one that holds; a cancellation outlives everything. Each method is
 * one statement in a transaction of its own, two where the reference was known already.
 */
@Repository
class BookingBook {

    private final JdbcClient jdbc;

    BookingBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Books unless the reference is known; answers what holds for it: its first booking, or that it is cancelled. */
    CarrierReply book(String reference, int pieces, CarrierReply.Booked proposed) {
        int inserted = jdbc.sql("""
                        INSERT INTO carrier_booking (reference, cancelled, tracking, eta, pieces) VALUES (?, false, ?, ?, ?)
                        ON CONFLICT (reference) DO NOTHING
                        """)
                .params(reference, proposed.tracking(), proposed.eta(), pieces)
                .update();
        return inserted == 1 ? proposed : known(reference);
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
