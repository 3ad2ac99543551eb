package dev.bulwark.acceptance.hostile;

import java.nio.charset.StandardCharsets;

/**
 * A request to send as it stands; never compared with another.
 *
 * @param bytes of the whole request
 */
@SuppressWarnings("ArrayRecordComponent")
record HostileRequest(String method, byte[] bytes) {

    private static final int SHOWN_CHARS = 600;

    /** The request as it went over the wire, with what can't be printed escaped, and without its token. */
    @Override
    public String toString() {
        StringBuilder shown = new StringBuilder();
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("Bearer [\\w.-]{40,}", "Bearer …");
        for (int i = 0; i < Math.min(text.length(), SHOWN_CHARS); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                shown.append("\n    ");
            } else if (c >= ' ' && c <= '~') {
                shown.append(c);
            } else if (c != '\r') {
                shown.append("\\x%02x".formatted((int) c));
            }
        }
        return text.length() > SHOWN_CHARS ? shown + "… (" + bytes.length + " bytes)" : shown.toString();
    }
}
