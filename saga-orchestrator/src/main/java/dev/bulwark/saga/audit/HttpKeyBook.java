package dev.bulwark.saga.audit;

import java.util.List;

import org.springframework.web.client.RestClient;

/** {@link KeyBook} of order-service: the platform's endpoint, asked for one route. */
final class HttpKeyBook implements KeyBook {

    private final RestClient client;

    HttpKeyBook(RestClient client) {
        this.client = client;
    }

    private record Items(List<Effect> items) {}

    @Override
    public List<Effect> effects(String after, int limit) {
        Items answer = Remote.ask(
                "order-service",
                () -> client.get()
                        .uri(
                                "/internal/audit/idempotency?route={route}&after={after}&limit={limit}",
                                KeySource.ROUTE,
                                after,
                                limit)
                        .retrieve()
                        .body(Items.class));
        return answer.items();
    }
}
