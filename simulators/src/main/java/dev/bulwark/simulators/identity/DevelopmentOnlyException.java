package dev.bulwark.simulators.identity;

/** The development identity provider was started where real people's money would depend on it. */
final class DevelopmentOnlyException extends RuntimeException {

    DevelopmentOnlyException() {
        super("The simulators' identity provider has public secrets and refuses to start under profile production:"
                + " point bulwark.security.issuer and bulwark.security.jwks-uri at your own OpenID provider.");
    }
}
