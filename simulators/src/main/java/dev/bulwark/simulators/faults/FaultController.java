package dev.bulwark.simulators.faults;

import java.util.List;

import dev.bulwark.platform.core.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Breaks and heals the outside world at run time; needs scope {@code ops}. */
@RestController
@RequestMapping("/ops/faults")
class FaultController {

    private static final Logger log = LoggerFactory.getLogger(FaultController.class);

    private final Faults faults;

    FaultController(Faults faults) {
        this.faults = faults;
    }

    record NamedFault(
            String name,
            @Nullable String mode,
            @Nullable Double errorRate,
            @Nullable Long delayMillis) {

        static NamedFault of(Simulator simulator, Fault fault) {
            FaultBody body = FaultBody.of(fault);
            return new NamedFault(simulator.wireName(), body.mode(), body.errorRate(), body.delayMillis());
        }
    }

    record NamedFaults(List<NamedFault> items) {}

    @GetMapping
    NamedFaults all() {
        return new NamedFaults(faults.all().entrySet().stream()
                .map(entry -> NamedFault.of(entry.getKey(), entry.getValue()))
                .toList());
    }

    @PutMapping("/{name}")
    NamedFault put(@PathVariable String name, @RequestBody FaultBody body) {
        Simulator simulator =
                Simulator.named(name).orElseThrow(() -> Problem.notFound().exception());
        Fault fault = body.toFault();
        faults.put(simulator, fault);
        NamedFault changed = NamedFault.of(simulator, fault);
        log.info("From now on, until the next change or a restart, calls meet {}", changed);
        return changed;
    }
}
