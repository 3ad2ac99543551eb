package dev.bulwark.platform.core.http;

/**
 * How large a request may be before its body. The gateway's limits are the platform's; a service takes whatever the gateway can pass on.
 *
 * <p>Counted differently: Netty counts the request line and the headers apart and leaves out line ends; Tomcat counts all of them together.
 */
public final class HttpLimits {

    /** Method, target and version. A cursor with every filter is 1 KB; more is answered with 414. */
    public static final int REQUEST_LINE_BYTES = 8 * 1024;

    /** Names and values together. A token is 1 KB; more is answered with 431. */
    public static final int HEADER_BYTES = 8 * 1024;

    /** A browser sends about 20; more is answered with 431. */
    public static final int HEADERS = 100;

    /** For a service: what the gateway admits, its line ends, and the correlation id, trace and deadline that the gateway adds. */
    public static final int SERVICE_REQUEST_HEAD_BYTES = REQUEST_LINE_BYTES + HEADER_BYTES + 8 * 1024;

    /** For a service: what the gateway admits, and what it adds. */
    public static final int SERVICE_HEADERS = HEADERS + 20;

    private HttpLimits() {}
}
