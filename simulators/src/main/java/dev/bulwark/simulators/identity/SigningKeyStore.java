package dev.bulwark.simulators.identity;

import java.text.ParseException;
import java.util.Optional;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Keeps the one signing key in the simulators' own database, so that tokens outlive a restart of the provider.
 *
 * <p>The private part rests there unencrypted. That is fine for development: every client's secret is public knowledge anyway
 * ({@link Client}), so the key protects nothing that a reader of this source couldn't ask for; and the provider refuses to start in
 * production ({@link NotInProduction}). There is no rotation.
 */
@Repository
class SigningKeyStore {

    private static final int KEY_BITS = 2048;

    private final JdbcClient jdbc;

    SigningKeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The key of this database; made on the first call ever. Several first calls at once agree on one key. */
    RSAKey loadOrCreate() {
        return load().orElseGet(() -> {
            jdbc.sql("INSERT INTO identity_key (jwk) VALUES (?) ON CONFLICT DO NOTHING")
                    .param(generate().toJSONString())
                    .update();
            return load().orElseThrow();
        });
    }

    private Optional<RSAKey> load() {
        return jdbc.sql("SELECT jwk FROM identity_key")
                .query(String.class)
                .optional()
                .map(SigningKeyStore::parse);
    }

    private static RSAKey parse(String jwk) {
        try {
            return RSAKey.parse(jwk);
        } catch (ParseException e) {
            throw new IllegalStateException("the row of identity_key is no RSA key; delete it to get a new one", e);
        }
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(KEY_BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("this Java runtime can't make RSA keys", e);
        }
    }
}
