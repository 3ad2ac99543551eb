package dev.bulwark.simulators.carrier;

import java.util.Optional;

import dev.bulwark.simulators.SimulatorsMeter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The carrier's line protocol over HTTP: refusals come with status 200, as it was always done there. */
@RestController
@RequestMapping(path = "/carrier", consumes = MediaType.TEXT_PLAIN_VALUE, produces = "text/plain;charset=UTF-8")
class CarrierController {

    private final Carrier carrier;
    private final MeterRegistry meters;

    CarrierController(Carrier carrier, MeterRegistry meters) {
        this.carrier = carrier;
        this.meters = meters;
    }

    @PostMapping("/bookings")
    ResponseEntity<String> book(@RequestBody String line) {
        return answer("book", CarrierRequest.book(line).map(carrier::book));
    }

    @PostMapping("/cancellations")
    ResponseEntity<String> cancel(@RequestBody String line) {
        return answer("cancel", CarrierRequest.cancel(line).map(carrier::cancel));
    }

    private ResponseEntity<String> answer(String operation, Optional<CarrierReply> understood) {
        CarrierReply reply = understood.orElse(CarrierReply.Refused.E01);
        SimulatorsMeter.CARRIER_CALLS.count(meters, operation, reply.outcome());
        HttpStatus status = reply instanceof CarrierReply.Unavailable ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK;
        return ResponseEntity.status(status).body(reply.line());
    }
}
