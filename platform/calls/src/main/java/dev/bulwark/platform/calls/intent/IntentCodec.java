package dev.bulwark.platform.calls.intent;

import java.nio.charset.StandardCharsets;

import dev.bulwark.platform.messaging.MessageCodec;

/** An intent's request as the text that is stored. What was stored by an older version must stay readable. */
public interface IntentCodec<I> {

    String encode(I request);

    I decode(String stored);

    /** As the JSON of a record. */
    static <I> IntentCodec<I> json(MessageCodec codec, Class<I> type) {
        return new IntentCodec<>() {
            @Override
            public String encode(I request) {
                return new String(codec.encode(request), StandardCharsets.UTF_8);
            }

            @Override
            public I decode(String stored) {
                return codec.decode(stored.getBytes(StandardCharsets.UTF_8), type);
            }
        };
    }
}
