package dev.bulwark.acceptance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.bulwark.acceptance.topology.SharedPlatform;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs against the platform that all scenarios of a run share. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedPlatform.class)
@interface Scenario {}
