package dev.bulwark.platform.http.sample;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.value.Sku;
import dev.bulwark.platform.http.idempotency.IdempotentRequest;
import dev.bulwark.platform.http.idempotency.IdempotentRequests;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A POST with an effect one can count, which ends as its body says. */
@RestController
public class EffectController {

    private final IdempotentRequests idempotent;
    private final JdbcClient jdbc;
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> arrivals = new ConcurrentHashMap<>();

    EffectController(IdempotentRequests idempotent, JdbcClient jdbc) {
        this.idempotent = idempotent;
        this.jdbc = jdbc;
    }

    @PostMapping("/effects")
    ResponseEntity<byte[]> effect(IdempotentRequest request, @RequestBody Wish wish) {
        return idempotent.execute(request, () -> {
            jdbc.sql("INSERT INTO effect (name) VALUES (?)").param(wish.name()).update();
            return switch (wish.ends()) {
                case "created" ->
                    ResponseEntity.created(URI.create("/effects/" + wish.name()))
                            .eTag("1")
                            .body(wish);
                case "accepted" -> ResponseEntity.accepted().build();
                case "conflict" -> throw Problem.of(409, "taken", "Taken").exception();
                case "unprocessable" ->
                    throw Problem.of(422, "unknown", "Unknown").exception();
                case "keeps-conflict" -> ResponseEntity.status(409).body(wish);
                case "missing" -> throw Problem.notFound().exception();
                case "answers-bad" -> ResponseEntity.badRequest().build();
                case "waits" -> {
                    arrival(wish.name()).countDown();
                    await(gate(wish.name()));
                    yield ResponseEntity.ok(wish);
                }
                case "overtaken" -> {
                    // What a request does whose predecessor commits between our snapshot and our lock.
                    arrival(wish.name()).countDown();
                    await(gate(wish.name()));
                    yield ResponseEntity.ok(Map.of("by", "the late one"));
                }
                default -> throw new IllegalStateException("as asked");
            };
        });
    }

    @PostMapping("/resources/{id}/effects")
    ResponseEntity<byte[]> effectOnResource(@PathVariable UUID id, IdempotentRequest request) {
        return effectOn(request, id.toString());
    }

    @PostMapping("/products/{sku}/effects")
    ResponseEntity<byte[]> effectOnProduct(IdempotentRequest request, @PathVariable("sku") Sku product) {
        return effectOn(request, product.value());
    }

    private ResponseEntity<byte[]> effectOn(IdempotentRequest request, String name) {
        return idempotent.execute(request, () -> {
            jdbc.sql("INSERT INTO effect (name) VALUES (?)").param(name).update();
            return ResponseEntity.ok(Map.of("on", name));
        });
    }

    public CountDownLatch gate(String name) {
        return gates.computeIfAbsent(name, ignored -> new CountDownLatch(1));
    }

    public CountDownLatch arrival(String name) {
        return arrivals.computeIfAbsent(name, ignored -> new CountDownLatch(1));
    }

    private static void await(CountDownLatch gate) {
        try {
            if (!gate.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody opened the gate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    record Wish(String name, String ends) {}
}
