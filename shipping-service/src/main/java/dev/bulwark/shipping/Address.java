package dev.bulwark.shipping;

/** Where a parcel goes. Personal data: in memory only, for the length of a call to the carrier. */
public record Address(String name, String street, String city, String postalCode, String country) {

    /** Never the address itself, wherever it may be logged. */
    @Override
    public String toString() {
        return "Address[…]";
    }
}
