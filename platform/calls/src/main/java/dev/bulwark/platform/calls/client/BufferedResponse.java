package dev.bulwark.platform.calls.client;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/** An answer that has come in as a whole: its connection is free, and reading it takes no time. */
final class BufferedResponse implements ClientHttpResponse {

    private final HttpAnswer answer;

    BufferedResponse(HttpAnswer answer) {
        this.answer = answer;
    }

    @Override
    public HttpStatusCode getStatusCode() {
        return HttpStatusCode.valueOf(answer.status());
    }

    @Override
    public String getStatusText() {
        return answer.reason();
    }

    @Override
    public HttpHeaders getHeaders() {
        return answer.headers();
    }

    @Override
    public InputStream getBody() {
        return new ByteArrayInputStream(answer.body());
    }

    @Override
    public void close() {
        // nothing is open
    }
}
