package dev.bulwark.shipping.domain;

import java.util.List;

/** What follows from an input. */
public record Decision(ShipmentState next, List<ShipmentEffect> effects) {

    public Decision {
        effects = List.copyOf(effects);
    }

    static Decision of(ShipmentState next, ShipmentEffect... effects) {
        return new Decision(next, List.of(effects));
    }
}
