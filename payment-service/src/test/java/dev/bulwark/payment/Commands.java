package dev.bulwark.payment;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.contracts.Money;
import dev.bulwark.contracts.payment.ChargePayment;
import dev.bulwark.contracts.payment.RefundPayment;
import dev.bulwark.platform.core.Ids;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.MessageCodec;

/** The saga's commands as records. */
public final class Commands {

    private static final MessageCodec CODEC = new MessageCodec();
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private Commands() {}

    public static ChargePayment charge(UUID orderId, String method) {
        return new ChargePayment(orderId, "alice", new Money(12_990, "EUR"), method);
    }

    public static RefundPayment refund(UUID orderId) {
        return new RefundPayment(orderId);
    }

    public static byte[] payload(Object command) {
        return CODEC.encode(command);
    }

    public static Map<String, String> headers(UUID messageId, UUID orderId, Object command, Instant expires) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(MessageHeaders.ID, messageId.toString());
        headers.put(MessageHeaders.TYPE, MessageCodec.typeOf(command.getClass()));
        headers.put(MessageHeaders.SAGA, orderId.toString());
        headers.put(MessageHeaders.STEP, orderId + ":payment");
        headers.put(MessageHeaders.TRACEPARENT, TRACEPARENT);
        if (expires != null) {
            headers.put(MessageHeaders.EXPIRY_TIME, Long.toString(expires.toEpochMilli()));
        }
        return headers;
    }

    /** As the listener would hand it over. */
    public static IncomingMessage incoming(Ids ids, UUID orderId, Object command, Instant expires) {
        UUID id = ids.next();
        return new IncomingMessage(
                "payment.commands",
                0,
                0,
                Instant.now(),
                orderId.toString(),
                id,
                true,
                headers(id, orderId, command, expires),
                payload(command));
    }
}
