package dev.bulwark.saga.audit;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/** {@link ProviderBook} in the language of our payment provider. */
final class HttpProviderBook implements ProviderBook {

    private static final String NAME = "the payment provider";
    /** What the provider allows. */
    private static final int MAX_PAGE_ITEMS = 1_000;

    private final RestClient client;
    private final int limit;

    HttpProviderBook(RestClient client, int pageRows) {
        this.client = client;
        this.limit = Math.min(pageRows, MAX_PAGE_ITEMS);
    }

    @Override
    public Page page(@Nullable String cursor) {
        return Remote.ask(
                NAME,
                () -> client.get()
                        .uri("/psp/book?cursor={cursor}&limit={limit}", cursor == null ? "" : cursor, limit)
                        .retrieve()
                        .body(Page.class));
    }

    @Override
    public Optional<Entry> find(String key) {
        return Remote.ask(NAME, () -> {
            try {
                return Optional.ofNullable(
                        client.get().uri("/psp/charges/{key}", key).retrieve().body(Entry.class));
            } catch (HttpClientErrorException.NotFound e) {
                return Optional.<Entry>empty();
            }
        });
    }
}
