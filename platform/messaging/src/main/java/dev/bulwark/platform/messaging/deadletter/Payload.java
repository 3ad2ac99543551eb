package dev.bulwark.platform.messaging.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A message's bytes as JSON can hold them.
 *
 * @param encoding {@code text} if they are UTF-8 without control characters but tabs and line ends, else {@code base64}
 */
record Payload(String encoding, String content) {

    static Payload of(byte[] bytes) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
                return new Payload("text", text);
            }
        } catch (CharacterCodingException e) {
            // no text
        }
        return new Payload("base64", Base64.getEncoder().encodeToString(bytes));
    }
}
