package dev.bulwark.simulators.psp;

import java.util.Optional;

import dev.bulwark.platform.core.Ids;
import dev.bulwark.simulators.FailingFirst;
import dev.bulwark.simulators.Waiting;
import org.springframework.stereotype.Service;

/** Charges a test card in its manner, and voids keys. */
@Service
class Charging {

    private final ChargeBook book;
    private final FailingFirst failingFirst;
    private final Waiting waiting;
    private final PspProperties properties;
    private final Webhooks webhooks;
    private final Ids ids;

    Charging(
            ChargeBook book,
            FailingFirst failingFirst,
            Waiting waiting,
            PspProperties properties,
            Webhooks webhooks,
            Ids ids) {
        this.book = book;
        this.failingFirst = failingFirst;
        this.waiting = waiting;
        this.properties = properties;
        this.webhooks = webhooks;
        this.ids = ids;
    }

    /** The first decision about a key is final; only a card that pays in the end is ever slow, failing or silent. */
    ChargeAnswer charge(String key, ChargeRequest request) {
        return switch (TestCard.of(request.paymentMethod()).manner()) {
            case PROMPT -> decide(key, request);
            case SLOW -> known(key, request).orElseGet(() -> slowly(key, request));
            case FAILS_FIRST -> known(key, request).orElseGet(() -> failingFirst(key, request));
            case SILENT_AFTERWARDS -> silentUnlessVoided(announced(decide(key, request)));
            case SILENT -> known(key, request).orElseGet(this::silence);
        };
    }

    /** Makes sure that the key captures nothing from now on, unless it has already: then the answer is the capture. */
    Charge voidKey(String key) {
        return book.decide(new Charge.Voided(key));
    }

    private ChargeAnswer decide(String key, ChargeRequest request) {
        return checked(book.decide(Charge.decide(key, ids.next(), request)), request);
    }

    private Optional<ChargeAnswer> known(String key, ChargeRequest request) {
        return book.find(key).map(charge -> checked(charge, request));
    }

    private ChargeAnswer slowly(String key, ChargeRequest request) {
        return waiting.sleep(properties.slowAnswer()) ? announced(decide(key, request)) : new ChargeAnswer.Silence();
    }

    /** Nobody may be there any more to hear the answer, if there is one. A prompt answer is heard, and needs no webhook. */
    private ChargeAnswer announced(ChargeAnswer answer) {
        if (answer instanceof ChargeAnswer.Decided(Charge.Captured captured)) {
            webhooks.announce(captured);
        }
        return answer;
    }

    private ChargeAnswer failingFirst(String key, ChargeRequest request) {
        return failingFirst.fails("psp:" + key) ? new ChargeAnswer.Unavailable() : decide(key, request);
    }

    private ChargeAnswer silentUnlessVoided(ChargeAnswer answer) {
        return answer instanceof ChargeAnswer.Decided(Charge.Captured captured) ? silence() : answer;
    }

    private ChargeAnswer silence() {
        waiting.sleep(properties.silence());
        return new ChargeAnswer.Silence();
    }

    private static ChargeAnswer checked(Charge charge, ChargeRequest request) {
        return charge.answers(request) ? new ChargeAnswer.Decided(charge) : new ChargeAnswer.KeyReused();
    }
}
