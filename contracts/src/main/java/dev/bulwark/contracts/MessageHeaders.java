package dev.bulwark.contracts;

/** Names of the headers of a message: CloudEvents 1.0 in Kafka's binary mode, W3C trace context, and our own extensions. */
public final class MessageHeaders {

    public static final String SPEC_VERSION = "ce_specversion";
    /** UUIDv7; the identity by which consumers recognise a repetition. */
    public static final String ID = "ce_id";
    /** See {@link MessageType}. */
    public static final String TYPE = "ce_type";
    /** The service that published the message, for example {@code /order-service}. */
    public static final String SOURCE = "ce_source";
    /** RFC 3339, UTC. */
    public static final String TIME = "ce_time";
    /** The id of what the message is about; equals the record's key. */
    public static final String SUBJECT = "ce_subject";

    public static final String CONTENT_TYPE = "content-type";
    public static final String TRACEPARENT = "traceparent";

    /** Version of the subject's stream after this event: 1, 2, 3 … without gaps. Events only. */
    public static final String SEQUENCE = "bulwark_sequence";
    /** Id of the saga that asked, or that an answer is for. */
    public static final String SAGA = "bulwark_saga";
    /** Stable id of (saga, step): the same on every resend, on the answer, and on the step's compensation. */
    public static final String STEP = "bulwark_step";
    /** Epoch milliseconds after which nobody waits for the action. Actions only: a compensation never expires. */
    public static final String EXPIRY_TIME = "bulwark_expirytime";

    private MessageHeaders() {}
}
