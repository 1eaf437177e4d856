package dev.understudy.startup;

import java.util.Arrays;
import java.util.List;

/** The variables of the environment that production reads; each may be given as {@code NAME_FILE} too. */
enum Variable {
    LIVEKIT_URL(false),
    LIVEKIT_PUBLIC_URL(false),
    LIVEKIT_API_KEY(false),
    LIVEKIT_API_SECRET(true),
    TAVUS_API_URL(false),
    TAVUS_API_KEY(true),
    TAVUS_FACE_ID(false),
    TAVUS_PAL_ID(false),
    TAVUS_REPLICA_ID(false),
    TAVUS_PERSONA_ID(false),
    OPENAI_API_KEY(true),
    ELEVEN_API_KEY(true),
    DEEPGRAM_API_KEY(true),
    CARTESIA_API_KEY(true),
    AVATAR_PROVIDER(false),
    UNDERSTUDY_ACCESS(false),
    UNDERSTUDY_ACCESS_TOKEN(true),
    UNDERSTUDY_AGENT_NAME(false),
    UNDERSTUDY_AGENT_TOKEN(true),
    UNDERSTUDY_ALERT_WEBHOOK_SECRET(true),
    UNDERSTUDY_ALERT_WEBHOOK_URL(true),
    UNDERSTUDY_API_TOKEN(true),
    UNDERSTUDY_DATABASE_URL(true),
    UNDERSTUDY_GATEWAY_TOKEN(true),
    UNDERSTUDY_OIDC_AUDIENCE(false),
    UNDERSTUDY_OIDC_ISSUER(false),
    UNDERSTUDY_PUBLIC_URL(false),
    UNDERSTUDY_SECRETS_FILE(false),
    UNDERSTUDY_SMTP_PASSWORD(true),
    UNDERSTUDY_SSH_PASSPHRASE(true);

    private final boolean isSecret;

    Variable(boolean isSecret) {
        this.isSecret = isSecret;
    }

    /** True when a file with its value must be closed to others. */
    boolean isSecret() {
        return isSecret;
    }

    /** The variable that names the file. */
    String file() {
        return name() + "_FILE";
    }

    /** Those that mean business: with one of them set, the sandbox is not what is wanted. */
    static List<Variable> keys() {
        return Arrays.asList(LIVEKIT_API_SECRET, TAVUS_API_KEY);
    }
}
