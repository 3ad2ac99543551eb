package dev.bulwark.platform.http.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.security.Caller;
import dev.bulwark.platform.core.trace.TraceContext;
import dev.bulwark.platform.core.value.Sku;
import dev.bulwark.platform.http.deadline.DeadlineJdbcTemplate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
class SampleController {

    private final DeadlineJdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    SampleController(DataSource dataSource, PlatformTransactionManager transactions) {
        this.jdbc = new DeadlineJdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(transactions);
    }

    @PostMapping(path = "/things", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Thing> create(@RequestBody Thing thing) {
        return ResponseEntity.status(201).body(thing);
    }

    @GetMapping("/things/{id}")
    Map<String, Long> thing(@PathVariable long id, @RequestParam long limit) {
        if (id == 404) {
            throw Problem.notFound().exception();
        }
        return Map.of("id", id, "limit", limit);
    }

    @GetMapping("/values/{id}")
    Map<String, Object> values(
            @PathVariable UUID id,
            @RequestParam(required = false) Sku sku,
            @RequestParam(required = false) Instant at,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) Boolean only,
            @RequestParam(defaultValue = "") List<UUID> ids,
            @RequestHeader(name = "X-Resource", required = false) UUID header) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", id);
        values.put("sku", sku == null ? null : sku.value());
        values.put("at", at);
        values.put("limit", limit);
        values.put("only", only);
        values.put("ids", ids);
        values.put("header", header);
        return values;
    }

    @PostMapping("/values")
    Value value(@RequestBody Value value) {
        return value;
    }

    @PostMapping("/large/bytes")
    Map<String, Long> large(InputStream body) throws IOException {
        return Map.of("bytes", body.transferTo(OutputStream.nullOutputStream()));
    }

    @PostMapping("/catalog/items")
    Map<String, String> catalog() {
        return Map.of();
    }

    @GetMapping({"/open", "/ops/thing", "/internal/thing"})
    Map<String, String> reachable() {
        return Map.of("caller", Caller.find().map(Caller::subject).orElse("nobody"));
    }

    @GetMapping("/caller")
    Caller caller(Caller caller) {
        return caller;
    }

    @GetMapping("/trace")
    Map<String, String> trace() {
        TraceContext trace = TraceContext.current();
        return Map.of(
                "traceId", trace.traceId(),
                "correlationId", trace.correlationId(),
                "service", org.slf4j.MDC.get(TraceContext.MDC_SERVICE),
                "logged", org.slf4j.MDC.get(TraceContext.MDC_TRACE_ID));
    }

    @GetMapping("/fails")
    void fails() {
        throw new IllegalStateException("secret of dev.bulwark.platform.http.sample.SampleController");
    }

    @GetMapping("/budget")
    Map<String, Long> budget() {
        return Map.of("remaining", Deadline.current().remainingMillis());
    }

    @GetMapping("/sleeps")
    Map<String, String> sleeps(@RequestParam boolean inTransaction) {
        if (inTransaction) {
            transaction.executeWithoutResult(status -> jdbc.execute("SELECT pg_sleep(20)"));
        } else {
            jdbc.execute("SELECT pg_sleep(20)");
        }
        return Map.of();
    }

    @GetMapping("/tagged")
    ResponseEntity<Map<String, String>> tagged() {
        return ResponseEntity.ok().eTag("\"7\"").body(Map.of("revision", "7"));
    }

    @PostMapping("/optional")
    Map<String, String> optional(@RequestBody(required = false) @Nullable Thing thing) {
        return Map.of("name", thing == null ? "nobody" : thing.name());
    }

    @GetMapping("/stream")
    SseEmitter stream() {
        SseEmitter emitter = new SseEmitter();
        Thread.startVirtualThread(() -> {
            try {
                emitter.send("one");
                emitter.complete();
            } catch (IOException e) {
                emitter.completeWithError(e);
            }
        });
        return emitter;
    }

    record Value(UUID id, Instant at, Integer count, long amount) {}

    enum Color {
        RED,
        GREEN
    }

    record Part(String sku, int quantity) {}

    record Thing(String name, long amount, List<Part> parts, Color color, Instant at) {}
}
