package dev.understudy.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Finds an issuer's keys by its discovery document, within time and size limits; keys are kept, and fetched anew for an unknown one. */
final class OidcIssuer {
    private static final int LARGEST_ANSWER = 512 * 1024;
    private static final Set<JWSAlgorithm> SIGNATURES = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private OidcIssuer() {}

    /**
     * A decoder for this issuer's tokens.
     *
     * @throws IssuerUnreachable when its discovery document cannot be had
     */
    static JwtDecoder discover(AccessSettings.Oidc settings) {
        var timeout = Math.toIntExact(settings.timeout().toMillis());
        var fetch = new DefaultResourceRetriever(timeout, timeout, LARGEST_ANSWER);
        var keys = JWKSourceBuilder.create(keysUrl(settings, fetch), fetch).build();
        var decoder = new NimbusJwtDecoder(processor(keys));
        decoder.setJwtValidator(validator(settings));
        return decoder;
    }

    private static URL keysUrl(AccessSettings.Oidc settings, DefaultResourceRetriever fetch) {
        var issuer = String.valueOf(settings.issuer());
        try {
            var at = URI.create(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration");
            var document = new ObjectMapper()
                    .readTree(fetch.retrieveResource(at.toURL()).getContent());
            if (!issuer.equals(document.path("issuer").asText()))
                throw new IssuerUnreachable("the discovery document names another issuer");
            return URI.create(document.path("jwks_uri").asText()).toURL();
        } catch (IOException | IllegalArgumentException e) {
            throw new IssuerUnreachable("no discovery document: " + e.getClass().getSimpleName());
        }
    }

    private static DefaultJWTProcessor<SecurityContext> processor(JWKSource<SecurityContext> keys) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(SIGNATURES, keys));
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        return processor;
    }

    private static OAuth2TokenValidator<Jwt> validator(AccessSettings.Oidc settings) {
        var audience = new JwtClaimValidator<List<String>>(
                JwtClaimNames.AUD, values -> values != null && new HashSet<>(values).contains(settings.audience()));
        var expiry = new JwtClaimValidator<>(JwtClaimNames.EXP, value -> value != null);
        return new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(String.valueOf(settings.issuer())),
                audience,
                expiry,
                new JwtTimestampValidator());
    }
}
