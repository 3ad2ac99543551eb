package dev.bulwark.platform.http.limits;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/**
 * A request whose body is bounded, and hashed as it is read: nothing is buffered.
 *
 * <p>Limit: form parameters that the container itself parses don't pass here; its own limit holds for them.
 */
public final class BoundedRequest extends HttpServletRequestWrapper {

    private final long maxBytes;
    private final @Nullable MessageDigest digest;
    private @Nullable BoundedStream stream;
    private @Nullable BufferedReader reader;
    private byte @Nullable [] hash;

    BoundedRequest(HttpServletRequest request, long maxBytes, boolean hashed) {
        super(request);
        this.maxBytes = maxBytes;
        this.digest = hashed ? sha256() : null;
    }

    /** The one around the request, or null on a path without the filter. */
    public static @Nullable BoundedRequest of(HttpServletRequest request) {
        return WebUtils.getNativeRequest(request, BoundedRequest.class);
    }

    /**
     * SHA-256 of the raw bytes of the body, all of them: what nobody has read yet is read now and thrown away.
     *
     * @throws IllegalStateException if the request came without {@code Idempotency-Key}: then nothing was hashed
     */
    public byte[] bodyHash() {
        byte[] known = hash;
        if (known != null) {
            return known;
        }
        if (digest == null) {
            throw new IllegalStateException("the body of a request without Idempotency-Key isn't hashed");
        }
        try {
            bounded().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] computed = digest.digest();
        hash = computed;
        return computed;
    }

    /** Whether the body has no bytes; waits for the first. */
    boolean hasEmptyBody() throws IOException {
        return getContentLengthLong() == 0 || bounded().isEmpty();
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return bounded();
    }

    @Override
    public BufferedReader getReader() throws IOException {
        BufferedReader open = reader;
        if (open == null) {
            String encoding = getCharacterEncoding();
            Charset charset = encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
            open = new BufferedReader(new InputStreamReader(bounded(), charset));
            reader = open;
        }
        return open;
    }

    private BoundedStream bounded() throws IOException {
        BoundedStream open = stream;
        if (open == null) {
            open = new BoundedStream(super.getInputStream(), maxBytes, digest);
            stream = open;
        }
        return open;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JRE has SHA-256", e);
        }
    }
}
