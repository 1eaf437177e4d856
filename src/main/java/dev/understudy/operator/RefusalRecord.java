package dev.understudy.operator;

import dev.understudy.access.Access;
import dev.understudy.audit.Audit;
import dev.understudy.audit.Audit.Deed;
import dev.understudy.common.Refused;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
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

    /** Notes it; nothing where nobody was let in, or nothing is to be done. What cannot be noted is still refused. */
    public void note(
            @ExchangeProperty("deed") @Nullable String deed,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure,
            @Header(Exchange.HTTP_SERVLET_REQUEST) @Nullable HttpServletRequest request) {
        if (deed == null || request == null) return;
        var outcome = failure instanceof Refused refused
                ? "refused: " + refused.problem().code()
                : "failed";
        try {
            audit.note(new Deed(access.caller(request), deed, request.getRequestURI(), "asked for by API", outcome));
        } catch (DataAccessException e) {
            log.error("that {} of {} was {} could not be noted", deed, request.getRequestURI(), outcome);
        }
    }
}
