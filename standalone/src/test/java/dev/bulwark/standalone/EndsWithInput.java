package dev.bulwark.standalone;

import java.io.IOException;

/** A process that does nothing until its input ends. */
final class EndsWithInput {

    private EndsWithInput() {}

    public static void main(String[] arguments) throws IOException {
        while (System.in.read() >= 0) {
            // nobody says anything
        }
    }
}
