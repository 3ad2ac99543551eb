package dev.bulwark.platform.core.value;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CanonicalUuidTest {

    private static final String ID = "0197c2f4-0a1b-7c3d-8e4f-5a6b7c8d9e0f";

    @Test
    void capitalsAreTheSameId() {
        assertThat(CanonicalUuid.parse(ID)).hasValue(UUID.fromString(ID));
        assertThat(CanonicalUuid.parse("0197C2F4-0a1b-7C3D-8e4f-5A6B7C8D9E0F")).isEqualTo(CanonicalUuid.parse(ID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "197c2f4-0a1b-7c3d-8e4f-5a6b7c8d9e0f",
                "1-2-3-4-5",
                " 0197c2f4-0a1b-7c3d-8e4f-5a6b7c8d9e0f",
                "0197c2f4-0a1b-7c3d-8e4f-5a6b7c8d9e0f ",
                "{0197c2f4-0a1b-7c3d-8e4f-5a6b7c8d9e0f}",
                "urn:uuid:0197c2f4-0a1b-7c3d-8e4f-5a6b7c8d9e0f",
                "0197c2f40a1b7c3d8e4f5a6b7c8d9e0f",
                "AZfC9AobfD2OT1prfI2eDw==",
                "0197c2f4-0a1b-7c3d-8e4f-5a6b7c8d9e0g",
                "0197c2f4-0a1b-7c3d-8e4f-5a6b7c8d9e0\uFF10",
                "+197c2f4-0a1b-7c3d-8e4f-5a6b7c8d9e0f",
                "-197c2f4-0a1b-7c3d-8e4f-5a6b7c8d9e0f",
                "0197c2f40-a1b-7c3d-8e4f-5a6b7c8d9e0f"
            })
    void anyOtherSpellingIsNone(String text) {
        assertThat(CanonicalUuid.parse(text)).isEmpty();
    }
}
