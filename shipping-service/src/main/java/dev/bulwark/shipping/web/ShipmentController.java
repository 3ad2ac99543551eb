package dev.bulwark.shipping.web;

import java.util.UUID;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.security.Caller;
import dev.bulwark.shipping.ShipmentView;
import dev.bulwark.shipping.Shipments;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ShipmentController {

    private static final String OPS = "ops";

    private final Shipments shipments;

    ShipmentController(Shipments shipments) {
        this.shipments = shipments;
    }

    /** The customer's own, or any for an operator; another's is as good as none. */
    @GetMapping("/api/v1/shipments/{id}")
    ShipmentBody shipment(@PathVariable UUID id, Caller caller) {
        return shipments
                .find(id)
                .filter(shipment -> maySee(caller, shipment))
                .map(ShipmentBody::of)
                .orElseThrow(() -> Problem.notFound().exception());
    }

    private static boolean maySee(Caller caller, ShipmentView shipment) {
        return caller.has(OPS) || shipment.customerId().equals(caller.subject());
    }
}
