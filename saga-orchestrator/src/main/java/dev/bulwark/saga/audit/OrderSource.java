package dev.bulwark.saga.audit;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClient;

/** Order-service's log, folded order by order. A stream that lacks a version folds to nothing but that fact. */
final class OrderSource implements Source<Fact> {

    private static final String NAME = "order-service";

    private final RestClient client;
    private final int pageRows;

    OrderSource(RestClient client, int pageRows) {
        this.client = client;
        this.pageRows = pageRows;
    }

    private record Answer(
            List<Fact.Order> items,
            @Nullable List<Fact.BrokenLog> broken,
            @Nullable String next) {

        /** Both kinds, in the order of the ids. */
        List<Fact> facts() {
            if (broken == null || broken.isEmpty()) {
                return List.copyOf(items);
            }
            return Stream.<Fact>concat(items.stream(), broken.stream())
                    .sorted((a, b) -> UuidOrder.compare(a.orderId(), b.orderId()))
                    .toList();
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Page<Fact> page(IdRange range, @Nullable String cursor) {
        Answer answer =
                get(cursor == null ? UuidOrder.before(range.first()).toString() : cursor, range.pageRows(pageRows));
        return new Page<>(answer.facts(), List.of(), answer.next());
    }

    @Override
    public List<Fact> of(UUID orderId) {
        return get(UuidOrder.before(orderId).toString(), 2).facts().stream()
                .filter(fact -> fact.orderId().equals(orderId))
                .toList();
    }

    private Answer get(String after, int limit) {
        return Remote.ask(
                NAME,
                () -> client.get()
                        .uri(uri -> uri.path("/internal/audit/orders")
                                .queryParam("limit", limit)
                                .queryParam("after", after)
                                .build())
                        .retrieve()
                        .body(Answer.class));
    }
}
