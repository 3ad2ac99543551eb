package dev.bulwark.saga.audit;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.bulwark.platform.http.audit.RangeDigest;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.client.RestClient;

/** A service's {@code GET /internal/audit/…/digests?first=&last=}. */
final class HttpDigests implements DigestSource {

    private static final ParameterizedTypeReference<List<RangeDigest>> DIGESTS = new ParameterizedTypeReference<>() {};

    private final String name;
    private final RestClient client;
    private final String path;

    /** @param name for people */
    HttpDigests(String name, RestClient client, String path) {
        this.name = name;
        this.client = client;
        this.path = path;
    }

    @Override
    public List<RangeDigest> digests(List<IdRange> ranges) {
        return Remote.ask(
                name,
                () -> client.get()
                        .uri(uri -> uri.path(path)
                                .queryParam("first", joined(ranges, IdRange::first))
                                .queryParam("last", joined(ranges, IdRange::last))
                                .build())
                        .retrieve()
                        .body(DIGESTS));
    }

    private static String joined(List<IdRange> ranges, Function<IdRange, UUID> end) {
        return ranges.stream().map(end).map(UUID::toString).collect(Collectors.joining(","));
    }
}
