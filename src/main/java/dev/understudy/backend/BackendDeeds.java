package dev.understudy.backend;

import dev.understudy.audit.Audit;
import dev.understudy.audit.Audit.Deed;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Puts on record what operators do to backends, and what they were refused. */
@Component("backendDeeds")
public class BackendDeeds {
    private final Audit audit;

    /** Notes it there. */
    public BackendDeeds(Audit audit) {
        this.audit = audit;
    }

    /** It came to that. */
    void note(Asked asked, String outcome) {
        audit.note(new Deed(asked.who(), asked.action(), asked.backend(), asked.why(), outcome));
    }

    /** Something was shown. */
    public void shown(@ExchangeProperty("asked") Asked asked) {
        note(asked, "shown");
    }

    /** It was refused, or failed: noted, and thrown on as what the caller will read. */
    public void refused(
            @ExchangeProperty("asked") Asked asked,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure,
            Exchange exchange)
            throws Exception {
        exchange.removeProperty("deed"); // it is on record here, and not once more where calls are answered
        var told = Visits.told(failure);
        note(asked, told == null ? "failed" : "refused: " + told.problem().code());
        throw told == null ? failure : told;
    }
}
