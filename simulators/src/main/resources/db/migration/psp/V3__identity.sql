-- The development identity provider's only signing key, with its private part: see SigningKeyStore for why that is fine here.
CREATE TABLE identity_key (
    only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    jwk        text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
