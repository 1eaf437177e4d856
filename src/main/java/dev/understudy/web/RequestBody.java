package dev.understudy.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** A route's step that waits for the body of the request: behind the one that looks who calls. */
@Component("requestBody")
public class RequestBody {
    /**
     * The bytes as they were sent; none for a request without a body.
     *
     * @throws dev.understudy.common.Refused 413 when there are too many, 408 when they do not come in time, 503 while too many
     *     callers let us wait
     */
    public byte[] read(@Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request) {
        var whole = WebUtils.getNativeRequest(request, WholeBody.class);
        return Objects.requireNonNull(whole, "BodyLimit is before every route").body();
    }
}
