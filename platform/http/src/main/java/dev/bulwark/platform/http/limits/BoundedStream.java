package dev.bulwark.platform.http.limits;

import java.io.IOException;
import java.security.MessageDigest;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import org.jspecify.annotations.Nullable;

/** Counts what is read and fails after the limit; hashes it on the way where somebody will ask for the hash. */
final class BoundedStream extends ServletInputStream {

    private static final int END = -1;
    /** No byte has been read ahead. */
    private static final int NOTHING = -2;

    private final ServletInputStream source;
    private final long maxBytes;
    private final @Nullable MessageDigest digest;
    private long read;
    private int peeked = NOTHING;

    BoundedStream(ServletInputStream source, long maxBytes, @Nullable MessageDigest digest) {
        this.source = source;
        this.maxBytes = maxBytes;
        this.digest = digest;
    }

    /** Whether there is nothing to read; waits for the first byte, which is read again afterwards. */
    boolean isEmpty() throws IOException {
        if (peeked == NOTHING) {
            peeked = take();
        }
        return peeked == END;
    }

    @Override
    public int read() throws IOException {
        int one = peeked == NOTHING ? take() : peeked;
        peeked = one == END ? END : NOTHING;
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (peeked != NOTHING) {
            int one = read();
            if (one == END) {
                return END;
            }
            buffer[offset] = (byte) one;
            return 1;
        }
        int some;
        try {
            some = source.read(buffer, offset, length);
        } catch (IOException e) {
            throw new UnreadableBodyException(e);
        }
        if (some > 0) {
            count(some);
            if (digest != null) {
                digest.update(buffer, offset, some);
            }
        }
        return some;
    }

    private int take() throws IOException {
        int one;
        try {
            one = source.read();
        } catch (IOException e) {
            throw new UnreadableBodyException(e);
        }
        if (one >= 0) {
            count(1);
            if (digest != null) {
                digest.update((byte) one);
            }
        }
        return one;
    }

    private void count(int bytes) throws BodyTooLargeException {
        read += bytes;
        if (read > maxBytes) {
            throw new BodyTooLargeException(maxBytes);
        }
    }

    @Override
    public int available() throws IOException {
        return source.available() + (peeked >= 0 ? 1 : 0);
    }

    @Override
    public boolean isFinished() {
        return peeked < 0 && source.isFinished();
    }

    @Override
    public boolean isReady() {
        return peeked >= 0 || source.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        source.setReadListener(listener);
    }
}
