package dev.bulwark.platform.messaging.inbox;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.platform.core.UuidV7;
import dev.bulwark.platform.core.value.CanonicalUuid;
import dev.bulwark.platform.messaging.IncomingMessage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Makes an {@link IncomingMessage} of any record whatever: bad UTF-8, missing headers and values are no reason to throw. */
final class RecordReader {

    private static final byte[] NOTHING = {};
    private static final long LAST_MILLISECOND = 253_402_300_799_999L; // of the year 9999: a column takes no more

    private RecordReader() {}

    static IncomingMessage read(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>(16);
        for (Header header : record.headers()) {
            byte[] value = header.value();
            headers.put(text(header.key()), value == null ? "" : text(new String(value, UTF_8)));
        }
        UUID id = timedId(headers.get(MessageHeaders.ID));
        byte[] key = record.key();
        byte[] value = record.value();
        return new IncomingMessage(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(Math.clamp(record.timestamp(), 0, LAST_MILLISECOND)),
                key == null ? null : text(new String(key, UTF_8)),
                id != null ? id : idOfPlace(record),
                id != null,
                headers,
                value == null ? NOTHING : value);
    }

    private static @Nullable UUID timedId(@Nullable String text) {
        if (text == null) {
            return null;
        }
        // without one, the record's place stands in
        return CanonicalUuid.parse(text).filter(UuidV7::isTimed).orElse(null);
    }

    private static UUID idOfPlace(ConsumerRecord<?, ?> record) {
        return UUID.nameUUIDFromBytes(
                (record.topic() + "-" + record.partition() + "-" + record.offset()).getBytes(UTF_8));
    }

    /** PostgreSQL's text takes every character but one. */
    private static String text(String decoded) {
        return decoded.indexOf('\0') < 0 ? decoded : decoded.replace('\0', '\uFFFD');
    }
}
