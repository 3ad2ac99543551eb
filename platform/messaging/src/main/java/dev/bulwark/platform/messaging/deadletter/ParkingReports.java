package dev.bulwark.platform.messaging.deadletter;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.saga.CommandParked;
import dev.bulwark.contracts.saga.CommandUnparked;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.OutgoingMessage;
import dev.bulwark.platform.messaging.outbox.Outbox;
import org.jspecify.annotations.Nullable;

/**
 * Tells sagas, on {@code saga.replies}, that a command of theirs is parked, and when it is so no longer: meanwhile they don't wait for
 * its answer.
 *
 * <p>The report is left in the outbox by the transaction that parks, redrives or discards. Only commands that name their saga and step are
 * reported; events and answers are not, for nobody waits for an answer to them.
 */
public final class ParkingReports {

    private static final int MAX_CAUSE_CHARS = 500;

    private final String service;
    private final MessageFactory messages;
    private final Outbox outbox;

    /** @param service its name under {@code /ops} */
    public ParkingReports(String service, MessageFactory messages, Outbox outbox) {
        this.service = service;
        this.messages = messages;
        this.outbox = outbox;
    }

    void parked(List<ParkedLetter> letters) {
        add(letters.stream()
                .flatMap(letter -> report(
                        letter.parked().message(),
                        (saga, step, type) -> new CommandParked(
                                saga,
                                step,
                                service,
                                letter.name(),
                                type,
                                shortened(letter.parked().cause())))
                        .stream())
                .toList());
    }

    /** What becomes of a dead letter in the end. */
    public enum Outcome {
        REDRIVEN,
        DISCARDED
    }

    /** @param letter the name the message had among the dead letters */
    public void unparked(String letter, IncomingMessage message, Outcome outcome) {
        add(
                report(
                                message,
                                (saga, step, type) ->
                                        new CommandUnparked(saga, step, service, letter, type, outcome.name()))
                        .stream()
                        .toList());
    }

    private void add(List<OutgoingMessage> reports) {
        if (!reports.isEmpty()) {
            outbox.add(reports);
        }
    }

    @FunctionalInterface
    private interface Report {
        Object of(UUID saga, String step, String type);
    }

    private Optional<OutgoingMessage> report(IncomingMessage message, Report report) {
        String saga = message.header(MessageHeaders.SAGA);
        String step = message.header(MessageHeaders.STEP);
        UUID id = saga == null ? null : parse(saga);
        if (!Topics.carriesCommands(message.topic()) || id == null || step == null) {
            return Optional.empty();
        }
        Object body = report.of(id, step, message.type());
        String trace = message.header(MessageHeaders.TRACEPARENT);
        return Optional.of(messages.reply(Topics.SAGA_REPLIES, id.toString(), body, id.toString(), step, trace));
    }

    /** Null if it isn't an id as sagas write theirs. */
    private static @Nullable UUID parse(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? id : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String shortened(@Nullable String cause) {
        String storable = JdbcDeadLetters.storable(cause);
        return storable == null || storable.length() <= MAX_CAUSE_CHARS
                ? storable
                : storable.substring(0, MAX_CAUSE_CHARS) + " …";
    }
}
