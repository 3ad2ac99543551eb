package dev.bulwark.platform.messaging.deadletter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.Violation;
import dev.bulwark.platform.core.problem.Violations;
import dev.bulwark.platform.core.security.Caller;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.deadletter.DeadLetterTable.Filter;
import dev.bulwark.platform.messaging.operations.Reason;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What operators see of dead letters and do about them; the same in every service. The platform lets nobody in without scope {@code ops}. */
@RestController
@RequestMapping("/ops/${bulwark.ops.service}/dead-letters")
final class DeadLetterController {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterController.class);
    private static final int MAX_LIMIT = 100;
    private static final int MAX_REDRIVE = 1_000;
    private static final DeadLetterId BEFORE_ALL = new DeadLetterId("", 0);

    private final DeadLetterTables tables;
    private final Redrive redrive;

    DeadLetterController(DeadLetterTables tables, Redrive redrive) {
        this.tables = tables;
        this.redrive = redrive;
    }

    /**
     * What to redrive: these ids, or what matches consumer and key.
     *
     * @param max messages tried at most; with ids it may be left out
     * @param dryRun handle them and roll back
     */
    record RedriveRequest(
            @Nullable List<String> ids,
            @Nullable String consumer,
            @Nullable String key,
            @Nullable Integer max,
            @Nullable Boolean dryRun) {}

    /** @param reason why the message may be lost */
    record DiscardRequest(@Nullable String reason) {}

    @Operation(summary = "Lists parked messages by consumer, each consumer's in the order of parking")
    @GetMapping
    DeadLetterBody.Page list(
            @RequestParam(required = false) @Nullable String consumer,
            @RequestParam(required = false) @Nullable String key,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        Violations violations = new Violations();
        violations.check(limit >= 1 && limit <= MAX_LIMIT, "/limit", "must be 1 to " + MAX_LIMIT);
        Filter filter = filter(consumer, key, violations);
        Optional<DeadLetterId> after = cursor == null ? Optional.of(BEFORE_ALL) : DeadLetterId.parse(cursor);
        violations.check(after.isPresent(), "/cursor", "must be the nextCursor of an earlier page");
        violations.throwIfAny();
        List<DeadLetter> found = tables.all().stream()
                .flatMap(table -> table.page(filter, after.orElseThrow(), limit + 1).stream())
                .sorted(Comparator.comparing(DeadLetter::id))
                .limit(limit + 1L)
                .toList();
        boolean more = found.size() > limit;
        List<DeadLetterBody> page =
                found.stream().limit(limit).map(DeadLetterBody::of).toList();
        return new DeadLetterBody.Page(page, more ? page.getLast().id() : null);
    }

    @Operation(summary = "Shows a parked message in full: cause, headers, payload, its place among its key")
    @GetMapping("/{id}")
    DeadLetterBody.Detail one(@PathVariable String id) {
        Located located = located(id);
        IncomingMessage message = located.table()
                .message(located.letter().id())
                .orElseThrow(() -> Problem.notFound().exception());
        return DeadLetterBody.Detail.of(located.letter(), located.table().position(located.letter()), message);
    }

    @Operation(
            summary = "Has parked messages handled again",
            description =
                    "Each key in its order, one message at a time, each with its removal in one transaction. The first failure of a key"
                            + " ends that key's turn and is told; other keys go on. Stops at `max` tries or before the deadline: ask again for"
                            + " the rest, keys that failed come last then."
                            + " With `dryRun` everything is handled and rolled back.")
    @PostMapping("/redrive")
    RedriveReport redrive(@RequestBody RedriveRequest request, Caller caller) throws InterruptedException {
        Violations violations = new Violations();
        List<String> ids = request.ids() == null ? List.of() : request.ids();
        boolean byId = request.ids() != null;
        violations.check(
                !byId || (!ids.isEmpty() && ids.size() <= MAX_REDRIVE), "/ids", "must be 1 to " + MAX_REDRIVE + " ids");
        violations.check(
                !byId || (request.consumer() == null && request.key() == null),
                "/ids",
                "goes without consumer and key");
        int max = request.max() == null ? (byId ? MAX_REDRIVE : 0) : request.max();
        violations.check(max >= 1 && max <= MAX_REDRIVE, "/max", "must be 1 to " + MAX_REDRIVE);
        Filter filter = filter(request.consumer(), request.key(), violations);
        List<DeadLetterId> parsed = parse(ids, violations);
        violations.throwIfAny();
        boolean dryRun = Boolean.TRUE.equals(request.dryRun());
        RedriveReport report =
                byId ? redrive.these(letters(parsed), max, dryRun) : redrive.matching(filter, max, dryRun);
        log.info(
                "Operator {}: {} of {}: {} redriven, {} keys failed, {} messages remain",
                caller.subject(),
                dryRun ? "dry run" : "redrive",
                byId ? ids : filter,
                report.redriven(),
                report.failed(),
                report.remaining());
        return report;
    }

    @Operation(
            summary = "Throws a parked message away",
            description =
                    "The reason, as JSON body or query parameter, is kept with what was thrown away, by whom and when."
                            + " What waited behind the message can be redriven then.")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(
            @PathVariable String id,
            @RequestParam(name = "reason", required = false) @Nullable String asParameter,
            @RequestBody(required = false) @Nullable DiscardRequest body,
            Caller caller) {
        Violations violations = new Violations();
        String reason = Reason.required(violations, body == null ? asParameter : body.reason());
        violations.throwIfAny();
        Located located = located(id);
        if (!located.table().discard(located.letter(), caller.subject(), reason)) {
            throw Problem.notFound().exception(); // redriven or discarded a moment ago
        }
    }

    private record Located(DeadLetterTable table, DeadLetter letter) {}

    private Located located(String text) {
        return DeadLetterId.parse(text)
                .flatMap(this::find)
                .orElseThrow(() -> Problem.notFound().exception());
    }

    private Optional<Located> find(DeadLetterId id) {
        return tables.all().stream()
                .flatMap(table -> table.find(id).stream().map(letter -> new Located(table, letter)))
                .findFirst();
    }

    private Filter filter(@Nullable String consumer, @Nullable String key, Violations violations) {
        violations.check(
                consumer == null || tables.consumer(consumer).isPresent(),
                "/consumer",
                "must be one of " + tables.consumerNames());
        violations.check(
                key == null || (!key.isEmpty() && key.indexOf('\0') < 0), "/key", "must be a key as the list shows it");
        return new Filter(consumer, key);
    }

    private static List<DeadLetterId> parse(List<String> ids, Violations violations) {
        List<DeadLetterId> parsed = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            @Nullable String id = ids.get(i);
            Optional<DeadLetterId> known = id == null ? Optional.empty() : DeadLetterId.parse(id);
            violations.check(known.isPresent(), "/ids/" + i, "must be the id of a dead letter");
            known.ifPresent(parsed::add);
        }
        return parsed;
    }

    /** All or none, so that a mistyped id doesn't look like success. */
    private List<DeadLetter> letters(List<DeadLetterId> ids) {
        List<DeadLetter> letters = new ArrayList<>();
        List<Violation> missing = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Optional<Located> located = find(ids.get(i));
            if (located.isPresent()) {
                letters.add(located.get().letter());
            } else {
                missing.add(new Violation("/ids/" + i, "is not, or no longer, parked here"));
            }
        }
        if (!missing.isEmpty()) {
            throw new Problem(
                            "unknown-dead-letter",
                            422,
                            "There is no such dead letter",
                            "Nothing was redriven",
                            missing,
                            java.util.Map.of(),
                            java.util.Map.of())
                    .exception();
        }
        return letters;
    }
}
