package dev.bulwark.simulators.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.bulwark.platform.core.Ids;
import dev.bulwark.platform.core.security.SecurityProperties;
import org.springframework.stereotype.Component;

/** Signs tokens with RS256 and shows the public key that verifies them. */
@Component
class TokenIssuer {

    private final RSAKey key;
    private final JWSSigner signer;
    private final SecurityProperties expected;
    private final IdentityProperties properties;
    private final Ids ids;
    private final Clock clock;

    TokenIssuer(SigningKeyStore keys, SecurityProperties expected, IdentityProperties properties, Ids ids, Clock clock)
            throws JOSEException {
        this.key = keys.loadOrCreate();
        this.signer = new RSASSASigner(key);
        this.expected = expected;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
    }

    /** A signed token with the claims the services look at: {@code iss, aud, sub, tier, scope, exp}. */
    String issue(TokenRequest request) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(expected.issuer())
                .audience(expected.audience())
                .subject(request.client().id())
                .claim("client_id", request.client().id())
                .claim("tier", request.client().tier())
                .claim("scope", String.join(" ", request.scopes()))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(properties.tokenLifetime())))
                .jwtID(ids.next().toString())
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("signing failed; no token is issued", e);
        }
        return token.serialize();
    }

    /** The key set of RFC 7517, public parts only. */
    Map<String, Object> publicKeys() {
        return new JWKSet(key).toJSONObject(true);
    }
}
