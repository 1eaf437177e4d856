package dev.understudy.token;

import dev.understudy.access.Access;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** Marks the token of an anonymous caller, so that the faces of one address can be counted wherever its holders go. */
@Component("callerMark")
public class CallerMark {
    private final Access access;

    /** Who is anonymous says this. */
    public CallerMark(Access access) {
        this.access = access;
    }

    /** The same request, with the attribute {@link TokenRequest#CALLER} where nobody knows who asks. */
    public TokenRequest put(
            @Body TokenRequest asked, @Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request) {
        return asked.by(access.mark(request));
    }
}
