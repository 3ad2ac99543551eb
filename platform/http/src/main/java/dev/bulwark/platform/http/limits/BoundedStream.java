package dev.bulwark.platform.http.limits;

import java.io.IOException;
import java.security.MessageDigest;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import org.jspecify.annotations.Nullable;

/** Counts what is read and fails after the limit; hashes it on the way where somebody will ask for the hash. */
final class BoundedStream extends ServletInputStream {

    private final ServletInputStream source;
    private final long maxBytes;
    private final @Nullable MessageDigest digest;
    private long read;

    BoundedStream(ServletInputStream source, long maxBytes, @Nullable MessageDigest digest) {
        this.source = source;
        this.maxBytes = maxBytes;
        this.digest = digest;
    }

    @Override
    public int read() throws IOException {
        int one = source.read();
        if (one >= 0) {
            count(1);
            if (digest != null) {
                digest.update((byte) one);
            }
        }
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int some = source.read(buffer, offset, length);
        if (some > 0) {
            count(some);
            if (digest != null) {
                digest.update(buffer, offset, some);
            }
        }
        return some;
    }

    private void count(int bytes) throws BodyTooLargeException {
        read += bytes;
        if (read > maxBytes) {
            throw new BodyTooLargeException(maxBytes);
        }
    }

    @Override
    public int available() throws IOException {
        return source.available();
    }

    @Override
    public boolean isFinished() {
        return source.isFinished();
    }

    @Override
    public boolean isReady() {
        return source.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        source.setReadListener(listener);
    }
}
