package dev.bulwark.platform.http.security;

import java.time.Clock;
import java.util.List;
import java.util.Objects;

import dev.bulwark.platform.core.PlatformUrls;
import dev.bulwark.platform.core.security.BadTokenException;
import dev.bulwark.platform.core.security.Caller;
import dev.bulwark.platform.core.security.SecurityProperties;
import dev.bulwark.platform.core.security.TokenVerifier;
import dev.bulwark.platform.http.problem.ProblemWriter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Every service a resource server of its own: it believes the issuer, not the gateway. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SecurityProperties.class, PlatformUrls.class})
public class SecurityConfiguration {

    private static final String DEVELOPMENT_PASSWORD = "bulwark-dev";

    @Bean
    DevelopmentSecrets developmentSecrets(
            Environment environment,
            SecurityProperties properties,
            @Value("${spring.application.name}") String service) {
        DevelopmentSecrets secrets = new DevelopmentSecrets(environment);
        secrets.refuse("bulwark.security.issuer", properties.issuer(), SecurityProperties.DEVELOPMENT_ISSUER);
        secrets.refuse("bulwark.security.client-secret", properties.clientSecret(), service + "-secret");
        if (environment.containsProperty("spring.datasource.url")) {
            secrets.refuse(
                    "spring.datasource.password",
                    environment.getProperty("spring.datasource.password"),
                    DEVELOPMENT_PASSWORD);
        }
        return secrets;
    }

    @Bean
    TokenVerifier tokenVerifier(
            SecurityProperties properties, PlatformUrls urls, MeterRegistry meters, ObjectProvider<Clock> clocks) {
        Clock clock = clocks.getIfAvailable(Clock::systemUTC);
        String jwksUri = Objects.requireNonNullElse(properties.jwksUri(), urls.simulators() + "/oauth2/jwks");
        return TokenVerifier.of(jwksUri, properties, meters, clock);
    }

    @Bean
    AuthenticationManagerResolver<HttpServletRequest> bearerTokens(TokenVerifier verifier) {
        return request -> authentication -> {
            try {
                return verifier.authenticate(((BearerTokenAuthenticationToken) authentication).getToken());
            } catch (BadTokenException e) {
                throw new InvalidBearerTokenException("refused", e);
            }
        };
    }

    /** An observation around each of some fifteen filters would cost more than the filters. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityProblems securityProblems(ProblemWriter writer) {
        return new SecurityProblems(writer);
    }

    /** Refuses paths that could be read in two ways. Header and parameter names and values are judged before: see {@code RequestSyntaxFilter}. */
    @Bean
    HttpFirewall httpFirewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(name -> true);
        firewall.setAllowedHeaderValues(value -> true);
        firewall.setAllowedParameterNames(name -> true);
        return firewall;
    }

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http,
            AuthenticationManagerResolver<HttpServletRequest> bearerTokens,
            SecurityProblems problems,
            ObjectProvider<AccessRules> serviceRules) {
        List<AccessRules.Rule> rules = serviceRules
                .orderedStream()
                .flatMap(some -> some.rules().stream())
                .toList();
        return http.authorizeHttpRequests(registry -> authorize(registry, rules))
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(bearerTokens)
                        .bearerTokenResolver(new BearerHeader())
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    WebMvcConfigurer callerArgument() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgumentResolver());
            }
        };
    }

    private static void authorize(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry registry,
            List<AccessRules.Rule> rules) {
        // A later dispatch belongs to a request that was let in; a stateless one has nobody to show then.
        registry.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                .permitAll()
                // Browsers ask which methods there are before they have a token to show.
                .requestMatchers(HttpMethod.OPTIONS, "/**")
                .permitAll()
                .requestMatchers("/ops/**")
                .hasAuthority("SCOPE_ops")
                .requestMatchers("/internal/**")
                .hasAuthority("SCOPE_internal")
                .requestMatchers("/v3/api-docs", "/v3/api-docs/**", "/v3/api-docs.yaml")
                .permitAll();
        // The management port, which no gateway routes, shares this chain.
        for (String path : List.of("/actuator/health/**", "/actuator/info", "/actuator/prometheus")) {
            registry.requestMatchers(matchers(HttpMethod.GET, path)).permitAll();
        }
        for (AccessRules.Rule rule : rules) {
            var matched = registry.requestMatchers(matchers(rule.method(), rule.path()));
            String scope = rule.scope();
            if (scope == null) {
                matched.permitAll();
            } else {
                matched.hasAuthority("SCOPE_" + scope);
            }
        }
        registry.anyRequest().authenticated();
    }

    /** HEAD is a GET without a body, and so is what it needs. */
    private static RequestMatcher[] matchers(HttpMethod method, String path) {
        PathPatternRequestMatcher.Builder matcher = PathPatternRequestMatcher.withDefaults();
        return method.equals(HttpMethod.GET)
                ? new RequestMatcher[] {matcher.matcher(method, path), matcher.matcher(HttpMethod.HEAD, path)}
                : new RequestMatcher[] {matcher.matcher(method, path)};
    }
}
