package dev.understudy.token;

import dev.understudy.access.Access;
import dev.understudy.common.Problem;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** Marks the token of an anonymous caller, so that the faces of one address can be counted wherever its holders go. */
@Component("callerMark")
public class CallerMark {
    private final Access access;
    private final TokenSettings settings;

    /** Who is anonymous says this. */
    public CallerMark(Access access, TokenSettings settings) {
        this.access = access;
        this.settings = settings;
    }

    /** The same request, with the attribute {@link TokenRequest#CALLER} where nobody knows who asks; 422 when LiveKit would not take both. */
    public TokenRequest put(
            @Body TokenRequest asked, @Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request) {
        var marked = asked.by(access.mark(request));
        var most = settings.limits().attributes().toBytes();
        if (ParticipantRules.size(marked.attributes()) <= most) return marked;
        throw Problem.of(422, "too-long", "A field was refused", "With ours they have more than " + most + " bytes.")
                .at("participant_attributes")
                .refused();
    }
}
