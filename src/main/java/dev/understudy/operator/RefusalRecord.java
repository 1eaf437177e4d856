package dev.understudy.operator;

import dev.understudy.access.Access;
import dev.understudy.audit.Audit;
import dev.understudy.audit.Audit.Deed;
import dev.understudy.common.Refused;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Puts on record what an operator asked for and was refused: routes say what that is by the property {@code deed}, after they know who calls. */
@Component("refusalRecord")
public class RefusalRecord {
    private static final Logger log = LoggerFactory.getLogger(RefusalRecord.class);
    private final Audit audit;
    private final Access access;

    /** Notes it there. */
    public RefusalRecord(Audit audit, Access access) {
        this.audit = audit;
        this.access = access;
    }

    /** From here on it is on record when it is refused: the property {@code deed}, a word, becomes the whole of what is asked for. */
    public void watch(
            @ExchangeProperty("deed") String action,
            @Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request,
            Exchange exchange) {
        var deed = new Deed(access.caller(request), action, request.getRequestURI(), "asked for by API", "");
        exchange.setProperty("deed", deed);
    }

    /** Notes it; nothing where nobody was let in, or nothing is to be done. What cannot be noted is still refused. */
    public void note(Exchange exchange, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure) {
        if (!(exchange.getProperty("deed") instanceof Deed deed)) return;
        var outcome = failure instanceof Refused refused
                ? "refused: " + refused.problem().code()
                : "failed";
        try {
            audit.note(deed.endedAs(outcome));
        } catch (DataAccessException e) {
            log.error("that {} of {} was {} could not be noted", deed.action(), deed.subject(), outcome);
        }
    }
}
