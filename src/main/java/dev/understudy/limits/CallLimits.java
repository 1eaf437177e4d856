package dev.understudy.limits;

import dev.understudy.access.Access;
import dev.understudy.common.Problem;
import dev.understudy.web.CallerAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** How often tokens and agents may be asked for. A session that a webhook of LiveKit's opens never comes by here. */
@Component("callLimits")
public class CallLimits {
    private static final String ALL = "";
    private final Access access;
    private final LimitNews news;
    private final Pair tokens;
    private final Pair dispatches;

    /** Counts on this node, by these settings. */
    public CallLimits(LimitSettings settings, Access access, LimitNews news, Clock clock) {
        this.access = access;
        this.news = news;
        tokens = new Pair(
                "tokens-per-minute",
                new Rates(settings.tokensPerMinute(), clock),
                new Rates(settings.tokensPerMinutePerAddress(), clock));
        dispatches = new Pair(
                "dispatches-per-minute",
                new Rates(settings.dispatchesPerMinute(), clock),
                new Rates(settings.dispatchesPerMinutePerAddress(), clock));
    }

    /** What all may have together, and what one address may have of it. */
    private record Pair(String name, Rates all, Rates address) {}

    /** Somebody asks for a token: 429 when that was too often. */
    public void token(@Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request) {
        check(tokens, request);
    }

    /** Somebody asks for an agent: 429 when that was too often. */
    public void dispatch(@Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request) {
        check(dispatches, request);
    }

    /** The address first: who is refused for it has taken nothing from all others. */
    private void check(Pair pair, HttpServletRequest request) {
        if (access.isAnonymous(request)) {
            var wait = pair.address().take(CallerAddress.of(request));
            if (wait > 0) refuse(pair.name() + "-per-address", "from your address", wait);
        }
        var wait = pair.all().take(ALL);
        if (wait > 0) refuse(pair.name(), "from everybody together", wait);
    }

    private void refuse(String limit, String whose, long wait) {
        news.reached(limit);
        var detail = "There were as many calls " + whose + " within a minute as may be; come again in " + wait + " s.";
        throw Problem.limitReached(limit, detail, wait).refused();
    }
}
