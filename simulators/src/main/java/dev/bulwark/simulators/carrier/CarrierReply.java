package dev.bulwark.simulators.carrier;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** What the carrier says, as the line it says it in. */
sealed interface CarrierReply {

    String line();

    /** The value of the outcome tag: ok or the carrier's code. */
    String outcome();

    /** The carrier's own code, the only one it has. */
    String CARRIER_CODE = "LX";

    DateTimeFormatter DOTTED = DateTimeFormatter.ofPattern("uuuu.MM.dd");

    record Booked(String tracking, LocalDate eta) implements CarrierReply {
        @Override
        public String line() {
            return "OK|" + tracking + "|" + CARRIER_CODE + "|" + DOTTED.format(eta);
        }

        @Override
        public String outcome() {
            return "ok";
        }
    }

    record Cancelled() implements CarrierReply {
        @Override
        public String line() {
            return "OK|CANC";
        }

        @Override
        public String outcome() {
            return "ok";
        }
    }

    /** A refusal in the carrier's cryptic codes; repeating the call doesn't help. */
    enum Refused implements CarrierReply {
        E01("MALFORMED RECORD"),
        E17("UNDELIVERABLE"),
        E23("CANCELLED");

        private final String text;

        Refused(String text) {
            this.text = text;
        }

        @Override
        public String line() {
            return "ERR|" + name() + "|" + text;
        }

        @Override
        public String outcome() {
            return name();
        }
    }

    /** The carrier's system is down for this call: HTTP 503, and the same call may succeed later. */
    record Unavailable() implements CarrierReply {
        @Override
        public String line() {
            return "ERR|E99|SYSTEM UNAVAILABLE";
        }

        @Override
        public String outcome() {
            return "unavailable";
        }
    }
}
