package dev.bulwark.gateway.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.bulwark.gateway.routing.Match;
import dev.bulwark.gateway.routing.RouteTable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes the API of the whole platform, merged from the descriptions of the services.
 *
 * <p>Fetches them on request and keeps the result for 30 s, or for 3 s when a service was away; such a service is named in
 * {@code x-missing} and its part is left out.
 */
@RestController
final class OpenApiEndpoint {

    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration KEPT_COMPLETE = Duration.ofSeconds(30);
    private static final Duration KEPT_PARTIAL = Duration.ofSeconds(3);

    /** Every service describes itself in well under a second; more than this at once gains nothing. */
    private static final int MAX_CONCURRENT_FETCHES = 4;

    /** Clients that the development issuer knows; their secrets are public, and /docs fills them in. */
    private static final List<String> DEVELOPMENT_CLIENTS = List.of("alice", "bob", "acme", "merchant", "operator");

    /** @param document empty if the service was away; an empty object if it publishes none */
    private record Fetched(String service, Optional<JsonNode> document) {}

    private record Merged(String text, boolean complete) {}

    private final HttpClient http;
    private final JsonMapper json;
    private final OpenApiMerger merger;
    private final ApiDescription description;
    private final boolean development;
    private final Mono<Merged> current;

    OpenApiEndpoint(HttpClient http, JsonMapper json, RouteTable routes, Environment environment) throws IOException {
        this.http = http.responseTimeout(FETCH_TIMEOUT);
        this.json = json;
        this.merger = new OpenApiMerger(
                json,
                (path, method) -> routes.findTemplate(path, method) instanceof Match.Found found
                                && found.route().upstream() != null
                        ? Optional.of(found.route().access())
                        : Optional.empty());
        this.description = ApiDescription.load(json);
        this.development = !environment.acceptsProfiles(Profiles.of("production"));
        this.current = Mono.defer(() -> fetchAll(routes.services()))
                .cacheInvalidateWhen(merged -> Mono.delay(merged.complete() ? KEPT_COMPLETE : KEPT_PARTIAL)
                        .then());
    }

    @GetMapping(path = "/openapi", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<byte[]> openApi() {
        return current.map(merged -> merged.text().getBytes(StandardCharsets.UTF_8));
    }

    private Mono<Merged> fetchAll(Map<String, String> services) {
        return Flux.fromIterable(services.entrySet())
                .flatMap(service -> fetch(service.getKey(), service.getValue()), MAX_CONCURRENT_FETCHES)
                .collectList()
                .map(this::merge);
    }

    private Mono<Fetched> fetch(String service, String base) {
        return http.get()
                .uri(base + "/v3/api-docs")
                .responseSingle((response, body) -> switch (response.status().code()) {
                    case 200 -> body.asByteArray().map(json::readTree);
                    case 404 -> Mono.<JsonNode>just(json.createObjectNode()); // publishes nothing, as the simulators
                    default -> Mono.<JsonNode>empty();
                })
                .timeout(FETCH_TIMEOUT)
                .map(Optional::of)
                .onErrorReturn(Optional.empty())
                .defaultIfEmpty(Optional.empty())
                .map(document -> new Fetched(service, document));
    }

    private Merged merge(List<Fetched> fetched) {
        SortedMap<String, JsonNode> documents = new TreeMap<>();
        Set<String> missing = new TreeSet<>();
        for (Fetched one : fetched) {
            one.document()
                    .ifPresentOrElse(
                            document -> documents.put(one.service(), document), () -> missing.add(one.service()));
        }
        ObjectNode merged = merger.merge(documents, missing);
        description.applyTo(merged);
        if (development) {
            DEVELOPMENT_CLIENTS.forEach(merged.putArray("x-development-clients")::add);
        }
        return new Merged(json.writeValueAsString(merged), missing.isEmpty());
    }
}
