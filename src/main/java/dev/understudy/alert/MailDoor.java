package dev.understudy.alert;

import java.util.Properties;
import org.apache.camel.component.mail.DefaultJavaMailSender;

/** The way to the mail server; the route's endpoint knows its name only, so that no address of ours shows the login. */
final class MailDoor {
    /** TLS from the first byte on (RFC 8314). */
    private static final int SMTPS = 465;

    private MailDoor() {}

    static DefaultJavaMailSender of(AlertSettings settings) {
        var mail = settings.mail();
        var sender = new DefaultJavaMailSender();
        sender.setProtocol("smtp");
        sender.setHost(mail.host());
        sender.setPort(mail.port());
        if (!mail.user().isBlank()) {
            sender.setUsername(mail.user());
            sender.setPassword(mail.password().reveal());
        }
        sender.setJavaMailProperties(properties(settings));
        return sender;
    }

    private static Properties properties(AlertSettings settings) {
        var mail = settings.mail();
        var properties = new Properties();
        properties.setProperty("mail.smtp.auth", String.valueOf(!mail.user().isBlank()));
        properties.setProperty("mail.smtp.connectiontimeout", String.valueOf(settings.connectTimeout()));
        properties.setProperty("mail.smtp.timeout", String.valueOf(settings.timeout()));
        properties.setProperty("mail.smtp.writetimeout", String.valueOf(settings.timeout()));
        properties.setProperty("mail.smtp.ssl.enable", String.valueOf(mail.port() == SMTPS));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        var upgrade = String.valueOf(mail.starttls() && mail.port() != SMTPS);
        properties.setProperty("mail.smtp.starttls.enable", upgrade);
        properties.setProperty("mail.smtp.starttls.required", upgrade);
        return properties;
    }
}
