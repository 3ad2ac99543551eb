package dev.bulwark.platform.calls.client;

import org.springframework.http.HttpHeaders;

/** An answer, read to its end. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record HttpAnswer(int status, String reason, HttpHeaders headers, byte[] body) {}
