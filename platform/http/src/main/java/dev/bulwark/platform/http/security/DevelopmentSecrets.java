package dev.bulwark.platform.http.security;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Keeps what everybody can read in this repository from guarding anything real: refuses to start under profile {@code production}. */
public final class DevelopmentSecrets {

    public static final String PRODUCTION = "production";

    private final boolean production;

    public DevelopmentSecrets(Environment environment) {
        this.production = environment.acceptsProfiles(Profiles.of(PRODUCTION));
    }

    /** @throws IllegalStateException under profile {@code production} if the property has its development value, or none */
    public void refuse(String property, @Nullable String value, String developmentValue) {
        if (production && (value == null || value.isBlank() || value.equals(developmentValue))) {
            throw new IllegalStateException(property + " has its development value, which everybody knows."
                    + " Set it from the environment, or don't run under profile " + PRODUCTION + ".");
        }
    }

    /** For what has no place in production at all. @throws IllegalStateException under profile {@code production} */
    public void refuseInProduction(String what) {
        if (production) {
            throw new IllegalStateException(
                    what + " is for development; it doesn't run under profile " + PRODUCTION + ".");
        }
    }
}
