package dev.bulwark.platform.calls.client;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * This service's own token for calls to other services, by OAuth2 client credentials. As an interceptor of a client it signs each call.
 *
 * <p>One token serves all calls until shortly before it expires; one thread fetches, the others wait for it, none longer than
 * the ceiling. While the issuer is away a token that is still valid goes on being used. A token answered with 401 is thrown
 * away, so the next call brings a new one; the call itself isn't repeated here.
 */
public final class ServiceTokens implements ClientHttpRequestInterceptor {

    private static final Logger log = LoggerFactory.getLogger(ServiceTokens.class);

    /** Fetched anew this long before the expiry, so that no call arrives with an expired one. */
    private static final Duration RENEW_AHEAD = Duration.ofSeconds(60);
    /** After a failure, a still valid token is used this long before the issuer is asked again. */
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(5);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final RestClient issuer;
    private final String clientId;
    private final String clientSecret;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Token token;

    /** @param issuer a client whose base URL is the token endpoint */
    public ServiceTokens(RestClient issuer, String clientId, String clientSecret, Clock clock) {
        this.issuer = issuer;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.clock = clock;
    }

    /**
     * A token valid now.
     *
     * @throws RestClientException if the issuer is away, or refuses us
     */
    public String bearer() {
        Token current = token;
        if (current != null && clock.millis() < current.renewMillis()) {
            return current.value();
        }
        lock();
        try {
            Token found = token;
            if (found != null && clock.millis() < found.renewMillis()) {
                return found.value();
            }
            Token renewed = renew(found);
            token = renewed;
            return renewed.value();
        } finally {
            fetching.unlock();
        }
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        String bearer = bearer();
        request.getHeaders().setBearerAuth(bearer);
        ClientHttpResponse response = execution.execute(request, body);
        if (response.getStatusCode().value() == HttpStatus.UNAUTHORIZED.value()) {
            forget(bearer);
        }
        return response;
    }

    private void forget(String refused) {
        fetching.lock();
        try {
            Token current = token;
            if (current != null && current.value().equals(refused)) {
                token = null;
            }
        } finally {
            fetching.unlock();
        }
    }

    private Token renew(@Nullable Token old) {
        try {
            return fetch();
        } catch (RestClientException e) {
            if (old == null || clock.millis() >= old.expiryMillis()) {
                throw e;
            }
            log.warn(
                    "No new token for {}: going on with the old one, next try in {}: {}",
                    clientId,
                    RETRY_PAUSE,
                    e.getMessage());
            return new Token(old.value(), clock.millis() + RETRY_PAUSE.toMillis(), old.expiryMillis());
        }
    }

    private Token fetch() {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("grant_type", "client_credentials");
        form.add("client_id", clientId);
        form.add("client_secret", clientSecret);
        Answer answer = issuer.post()
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .retrieve()
                .body(Answer.class);
        if (answer == null || answer.accessToken() == null || answer.expiresInSeconds() <= 0) {
            throw new RestClientException("the issuer's answer holds no token");
        }
        long lifetimeMillis = TimeUnit.SECONDS.toMillis(answer.expiresInSeconds());
        long aheadMillis = Math.min(RENEW_AHEAD.toMillis(), lifetimeMillis / 2);
        long expiryMillis = clock.millis() + lifetimeMillis;
        return new Token(answer.accessToken(), expiryMillis - aheadMillis, expiryMillis);
    }

    private void lock() {
        try {
            if (!fetching.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ResourceAccessException("no service token within " + LONGEST_WAIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ResourceAccessException("interrupted while waiting for a service token");
        }
    }

    /** @param renewMillis from then on it is worth asking for another, in epoch milliseconds as the expiry is */
    private record Token(String value, long renewMillis, long expiryMillis) {}

    private record Answer(
            @JsonProperty("access_token") @Nullable String accessToken,
            @JsonProperty("expires_in") long expiresInSeconds) {}
}
