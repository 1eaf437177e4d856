package dev.understudy.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** An issuer: where its keys are, by its discovery document, and what a token of it has to say. Calls have a time and a size limit. */
final class OidcIssuer {
    private static final long LARGEST_ANSWER = 512 * 1024L;
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

    private final AccessSettings.Oidc settings;
    private final OkHttpClient http;

    OidcIssuer(AccessSettings.Oidc settings) {
        this.settings = settings;
        // of the whole call: an answer that comes byte by byte is none
        http = new OkHttpClient.Builder().callTimeout(settings.timeout()).build();
    }

    /** A decoder of its tokens that knows these keys. */
    JwtDecoder decoder(JWKSource<SecurityContext> keys) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(SIGNATURES, keys));
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        var decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(validator());
        return decoder;
    }

    /**
     * Asks for its keys.
     *
     * @throws IssuerUnreachable when it does not answer in time, or its answers make no sense
     */
    JWKSet fetch() {
        var issuer = String.valueOf(settings.issuer());
        try {
            var document = new ObjectMapper()
                    .readTree(get(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration"));
            if (!issuer.equals(document.path("issuer").asText()))
                throw new IssuerUnreachable("the discovery document names another issuer");
            return JWKSet.parse(get(document.path("jwks_uri").asText()));
        } catch (IOException | ParseException | IllegalArgumentException e) {
            throw new IssuerUnreachable(
                    "no discovery document, or no keys: " + e.getClass().getSimpleName());
        }
    }

    private String get(String url) throws IOException {
        try (var answer = http.newCall(new Request.Builder().url(url).build()).execute()) {
            if (!answer.isSuccessful()) throw new IOException("HTTP " + answer.code());
            var body = answer.peekBody(LARGEST_ANSWER + 1);
            if (body.contentLength() > LARGEST_ANSWER) throw new IOException("the answer is too large");
            return body.string();
        }
    }

    private OAuth2TokenValidator<Jwt> validator() {
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
