package dev.bulwark.saga.audit;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.client.RestClient;

/**
 * A service's {@code GET /internal/audit/…?after=&limit=}: ordered by order id, and a page that isn't full is the last.
 *
 * @param <A> the answer's body
 */
final class ServiceSource<F extends Fact, A> implements Source<F> {

    private final String name;
    private final RestClient client;
    private final String path;
    private final int pageRows;
    private final ParameterizedTypeReference<A> answer;
    private final Function<A, List<F>> facts;

    ServiceSource(
            String name,
            RestClient client,
            String path,
            int pageRows,
            ParameterizedTypeReference<A> answer,
            Function<A, List<F>> facts) {
        this.name = name;
        this.client = client;
        this.path = path;
        this.pageRows = pageRows;
        this.answer = answer;
        this.facts = facts;
    }

    /** How most services wrap their pages. */
    record Items<F>(List<F> items) {}

    @Override
    public String name() {
        return name;
    }

    @Override
    public Page<F> page(IdRange range, @Nullable String cursor) {
        int limit = range.pageRows(pageRows);
        List<F> found = get(cursor == null ? UuidOrder.before(range.first()).toString() : cursor, limit);
        String next = found.size() < limit ? null : found.getLast().orderId().toString();
        return new Page<>(found, List.of(), next);
    }

    @Override
    public List<F> of(UUID orderId) {
        return get(UuidOrder.before(orderId).toString(), 2).stream()
                .filter(fact -> fact.orderId().equals(orderId))
                .toList();
    }

    private List<F> get(String after, int limit) {
        return facts.apply(Remote.ask(
                name,
                () -> client.get()
                        .uri(uri -> uri.path(path)
                                .queryParam("limit", limit)
                                .queryParam("after", after)
                                .build())
                        .retrieve()
                        .body(answer)));
    }
}
