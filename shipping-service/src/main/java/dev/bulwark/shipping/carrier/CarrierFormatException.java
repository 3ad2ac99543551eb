package dev.bulwark.shipping.carrier;

/**
 * The carrier said something in a format that isn't the agreed one. The message names the line, the field and what was
 * expected there, never what was there instead: that may be anything.
 */
final class CarrierFormatException extends RuntimeException {

    CarrierFormatException(String message) {
        super(message);
    }
}
