package dev.understudy.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.Date;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.component.mail.JavaMailSender;
import org.springframework.stereotype.Component;

/** An alert as a mail in plain text: what, since when, and where it says what to do. */
@Component("alertMail")
public class AlertMail {
    private static final String UTF_8 = "UTF-8";
    private final AlertSettings.Mail settings;
    private final JavaMailSender sender;
    private final ObjectMapper json;
    private final Clock clock;

    AlertMail(AlertSettings settings, JavaMailSender alertMailSender, ObjectMapper json, Clock clock) {
        this.settings = settings.mail();
        sender = alertMailSender;
        this.json = json;
        this.clock = clock;
    }

    /** Writes the mail; its Message-ID is the delivery's, so that a second copy is known as one. */
    public void write(@ExchangeProperty(AlertRounds.DELIVERY) Delivery letter, Exchange exchange)
            throws MessagingException, JsonProcessingException {
        var data = json.readTree(letter.body()).path("data");
        var mail = new MimeMessage(sender.getSession());
        mail.setFrom(new InternetAddress(settings.from()));
        mail.setRecipient(RecipientType.TO, new InternetAddress(letter.receiver()));
        mail.setSubject(oneLine(subject(letter, data)), UTF_8);
        mail.setText(text(data), UTF_8);
        mail.setSentDate(Date.from(clock.instant()));
        mail.setHeader("Message-ID", "<" + letter.id() + "@understudy>");
        mail.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody's absence notice is an answer to it
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(mail);
    }

    /** The mail server has it. */
    public String taken() {
        return "the mail server has it";
    }

    private static String subject(Delivery letter, JsonNode data) {
        var over = letter.event() == AlertEvent.CLEARED ? " is over" : "";
        return "[understudy] " + text(data, "kind") + over + ": " + text(data, "subject");
    }

    private static String text(JsonNode data) {
        var text = new StringBuilder()
                .append("What:   ")
                .append(text(data, "kind"))
                .append(", ")
                .append(text(data, "subject"))
                .append("\nDetail: ")
                .append(text(data, "detail"))
                .append("\nSince:  ")
                .append(text(data, "raisedAt"));
        if (data.has("clearedAt")) text.append("\nOver:   ").append(text(data, "clearedAt"));
        return text.append("\nSeen:   ")
                .append(text(data, "count"))
                .append(" times")
                .append("\nTo do:  ")
                .append(text(data, "runbook"))
                .append('\n')
                .toString();
    }

    private static String text(JsonNode data, String name) {
        return data.path(name).asText();
    }

    /** A line break in a subject would begin a header. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
