package dev.bulwark.order.web;

import dev.bulwark.order.keys.PersonalDataVault;
import dev.bulwark.platform.core.security.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Erases a customer's personal data by deleting the key. Orders and money stay. */
@RestController
class PersonalDataController {

    private final PersonalDataVault vault;

    PersonalDataController(PersonalDataVault vault) {
        this.vault = vault;
    }

    /** In force here at once, everywhere within 60 s. */
    @DeleteMapping("/api/v1/customers/me/personal-data")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void erase(Caller caller) {
        vault.erase(caller.subject());
    }
}
