package dev.bulwark.simulators.carrier;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.bulwark.simulators.RunningSimulators;
import dev.bulwark.simulators.RunningSimulators.Answer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CarrierIT {

    private final RunningSimulators simulators = RunningSimulators.shared();
    private final String reference = UUID.randomUUID() + ":shipment";

    @Test
    void books_in_the_old_format() {
        Answer answer = book(reference, "10115");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("text/plain;charset=UTF-8");
        assertThat(answer.body()).matches("OK\\|LX[0-9A-Z]+\\|LX\\|[0-9]{4}\\.[0-9]{2}\\.[0-9]{2}");
        LocalDate eta = LocalDate.parse(
                answer.body().substring(answer.body().length() - 10), DateTimeFormatter.ofPattern("uuuu.MM.dd"));
        assertThat(eta).isAfter(LocalDate.now(ZoneOffset.UTC));
    }

    @Test
    void books_a_reference_once_however_often_it_is_asked() {
        Set<String> answers = ConcurrentHashMap.newKeySet();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                threads.execute(() -> answers.add(book(reference, "10115").body()));
            }
        }

        assertThat(answers).hasSize(1);
        assertThat(book(UUID.randomUUID().toString(), "10115").body()).isNotIn(new HashSet<>(answers));
    }

    @Test
    void refuses_the_address_nobody_finds() {
        Answer answer = book(reference, "00000");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ERR|E17|UNDELIVERABLE");
    }

    @Test
    void is_down_for_the_first_two_calls_of_a_reference() {
        assertThat(book(reference, "99999").status()).isEqualTo(503);
        assertThat(book(reference, "99999").status()).isEqualTo(503);
        Answer booked = book(reference, "99999");
        assertThat(booked.status()).isEqualTo(200);
        assertThat(booked.body()).startsWith("OK|LX");
        assertThat(book(reference, "99999")).isEqualTo(booked);
        assertThat(book(reference + "2", "99999").status()).isEqualTo(503);
    }

    @Test
    void cancels_a_booking() {
        book(reference, "10115");

        assertThat(cancel(reference).body()).isEqualTo("OK|CANC");
        assertThat(cancel(reference).body()).isEqualTo("OK|CANC");
        assertThat(book(reference, "10115").body()).isEqualTo("ERR|E23|CANCELLED");
    }

    @Test
    void a_cancellation_that_comes_first_refuses_the_booking() {
        assertThat(cancel(reference).body()).isEqualTo("OK|CANC");

        assertThat(book(reference, "10115").body()).isEqualTo("ERR|E23|CANCELLED");
    }

    @Test
    void does_not_understand_anything_else() {
        assertThat(send("bookings", "HELO|" + reference).body()).isEqualTo("ERR|E01|MALFORMED RECORD");
        assertThat(send("cancellations", "BOOK|" + reference).body()).isEqualTo("ERR|E01|MALFORMED RECORD");
    }

    private Answer book(String booked, String zip) {
        return send("bookings", "BOOK|" + booked + "|Änne Öther|Main Street 1|Berlin|" + zip + "|DE|2");
    }

    private Answer cancel(String cancelled) {
        return send("cancellations", "CANC|" + cancelled);
    }

    private Answer send(String where, String line) {
        return simulators.post("/carrier/" + where, "text/plain;charset=UTF-8", line);
    }
}
