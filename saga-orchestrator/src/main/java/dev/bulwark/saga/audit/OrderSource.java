package dev.bulwark.saga.audit;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClient;

/** Order-service's log, folded order by order. A stream that lacks a version folds to nothing: it is told as a stray. */
final class OrderSource implements Source<Fact.Order> {

    private static final String NAME = "order-service";

    private final RestClient client;
    private final int pageRows;

    OrderSource(RestClient client, int pageRows) {
        this.client = client;
        this.pageRows = pageRows;
    }

    private record Broken(UUID orderId, long lacks) {}

    private record Answer(
            List<Fact.Order> items,
            @Nullable List<Broken> broken,
            @Nullable String next) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Page<Fact.Order> page(@Nullable String cursor) {
        Answer answer = get(cursor, pageRows);
        List<Broken> broken = answer.broken() == null ? List.of() : answer.broken();
        return new Page<>(
                answer.items(), broken.stream().map(OrderSource::finding).toList(), answer.next());
    }

    @Override
    public List<Fact.Order> of(UUID orderId) {
        return get(UuidOrder.before(orderId).toString(), 2).items().stream()
                .filter(order -> order.orderId().equals(orderId))
                .toList();
    }

    private static Finding finding(Broken broken) {
        return new Finding(
                Invariant.I7,
                broken.orderId().toString(),
                "the order's log lacks version " + broken.lacks() + ", so nobody can say what the order is",
                "nothing of the log is ever deleted: find out who did, restore the row from a backup");
    }

    private Answer get(@Nullable String after, int limit) {
        return Remote.ask(
                NAME,
                () -> client.get()
                        .uri(uri -> uri.path("/internal/audit/orders")
                                .queryParam("limit", limit)
                                .queryParamIfPresent("after", Optional.ofNullable(after))
                                .build())
                        .retrieve()
                        .body(Answer.class));
    }
}
