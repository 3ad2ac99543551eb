package dev.bulwark.platform.core.security;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import dev.bulwark.platform.core.background.VirtualThreads;

/**
 * Ends a retrieval after a time from beginning to end: the retriever it uses bounds only connecting and the pause between two bytes, so an issuer that
 * sends a byte now and then would be read from for hours. The interrupt closes the socket, for the thread that reads is a virtual one.
 */
record TimedRetriever(ResourceRetriever retriever, Duration atMost) implements ResourceRetriever {

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        FutureTask<Resource> retrieval = new FutureTask<>(() -> retriever.retrieveResource(url));
        VirtualThreads.start("issuer-keys", retrieval);
        try {
            return retrieval.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("no complete answer within " + atMost);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the issuer's keys");
        } finally {
            retrieval.cancel(true);
        }
    }
}
