package dev.bulwark.order.keys;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.sealed.DataKey;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Hands keys to other services (scope {@code internal}). It reads the table on every request: callers cache the answer. */
@Hidden
@RestController
class KeyController {

    record Key(String keyId, String key) {

        /** Never the key itself. */
        @Override
        public String toString() {
            return "Key[" + keyId + "]";
        }
    }

    private final KeyTable table;

    KeyController(KeyTable table) {
        this.table = table;
    }

    @GetMapping("/internal/keys/{keyId}")
    ResponseEntity<Key> key(@PathVariable String keyId) {
        KeyTable.Row row = table.row(keyId);
        if (row == null) {
            throw Problem.notFound().exception();
        }
        DataKey key = row.key();
        if (key == null) {
            throw Problem.of(410, "key-erased", "The key was erased, and what it sealed with it")
                    .exception();
        }
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Key(keyId, key.base64()));
    }
}
