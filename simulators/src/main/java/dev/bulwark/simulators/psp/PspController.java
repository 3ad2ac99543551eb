package dev.bulwark.simulators.psp;

import java.util.List;
import java.util.Locale;

import dev.bulwark.simulators.ConnectionDrop;
import dev.bulwark.simulators.SimulatorsMeter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The PSP over HTTP. A charge's refusals are plain codes, for that is a PSP's own language; wrong use gets a problem. */
@RestController
@RequestMapping("/psp")
class PspController {

    private static final String KEY_HEADER = "Idempotency-Key";

    private final Charging charging;
    private final ChargeBook charges;
    private final RefundBook refunds;
    private final ConnectionDrop connectionDrop;
    private final MeterRegistry meters;

    PspController(
            Charging charging,
            ChargeBook charges,
            RefundBook refunds,
            ConnectionDrop connectionDrop,
            MeterRegistry meters) {
        this.charging = charging;
        this.charges = charges;
        this.refunds = refunds;
        this.connectionDrop = connectionDrop;
        this.meters = meters;
    }

    @PostMapping("/charges")
    @Nullable
    ResponseEntity<?> charge(
            @RequestHeader(KEY_HEADER) String key,
            @RequestBody PspBodies.ChargeBody body,
            HttpServletRequest httpRequest) {
        ChargeAnswer answer = charging.charge(PspInput.text(KEY_HEADER, key), PspInput.charge(body));
        return switch (answer) {
            case ChargeAnswer.Decided(Charge.Captured c) ->
                counted("captured", HttpStatus.OK, new PspBodies.Done(c.id(), "CAPTURED"));
            case ChargeAnswer.Decided(Charge.Declined d) ->
                counted(d.code(), HttpStatus.PAYMENT_REQUIRED, new PspBodies.Refused(d.code()));
            case ChargeAnswer.Decided(Charge.Voided v) ->
                counted("voided", HttpStatus.CONFLICT, new PspBodies.Refused("voided"));
            case ChargeAnswer.Unavailable u ->
                counted("unavailable", HttpStatus.SERVICE_UNAVAILABLE, new PspBodies.Refused("unavailable"));
            case ChargeAnswer.KeyReused r -> throw PspProblems.keyReused();
            case ChargeAnswer.Silence s -> {
                count("charge", "silence");
                connectionDrop.on(httpRequest);
                yield null;
            }
        };
    }

    @GetMapping("/charges/{key}")
    PspBodies.ChargeState state(@PathVariable String key) {
        return PspBodies.ChargeState.of(charges.find(key).orElseThrow(PspProblems::chargeNotFound));
    }

    @PostMapping("/voids")
    PspBodies.VoidState voidKey(@RequestBody PspBodies.VoidBody body) {
        PspBodies.VoidState state = PspBodies.VoidState.of(charging.voidKey(PspInput.text("key", body.key())));
        count("void", state.status().toLowerCase(Locale.ROOT));
        return state;
    }

    @PostMapping("/refunds")
    PspBodies.Done refund(@RequestHeader(KEY_HEADER) String refundKey, @RequestBody PspBodies.RefundBody body) {
        RefundAnswer answer = refunds.refund(
                PspInput.text(KEY_HEADER, refundKey), PspInput.text("key", body.key()), PspInput.amount(body.amount()));
        return switch (answer) {
            case RefundAnswer.Refunded(var id) -> {
                count("refund", "refunded");
                yield new PspBodies.Done(id, "REFUNDED");
            }
            case RefundAnswer.KeyReused r -> throw PspProblems.keyReused();
            case RefundAnswer.TooMuch(long left) -> {
                count("refund", "too_much");
                throw PspProblems.refundTooLarge(left);
            }
            case RefundAnswer.NothingCaptured n -> {
                count("refund", "nothing_captured");
                throw PspProblems.nothingCaptured();
            }
        };
    }

    /** Every key of the book, in bytewise order. A key decided behind the cursor is missed: compare only what settled before. */
    @GetMapping("/book")
    PspBodies.Page book(@RequestParam(defaultValue = "") String cursor, @RequestParam(defaultValue = "500") int limit) {
        List<Charge> oneMore = charges.after(PspInput.keyOf(cursor), PspInput.limit(limit) + 1);
        List<Charge> page = oneMore.subList(0, Math.min(limit, oneMore.size()));
        String next = oneMore.size() > limit ? PspInput.cursorOf(page.getLast().key()) : null;
        return new PspBodies.Page(page.stream().map(PspBodies.ChargeState::of).toList(), next);
    }

    private ResponseEntity<?> counted(String outcome, HttpStatus status, Object body) {
        count("charge", outcome);
        return ResponseEntity.status(status).body(body);
    }

    private void count(String operation, String outcome) {
        SimulatorsMeter.PSP_CALLS.count(meters, operation, outcome);
    }
}
