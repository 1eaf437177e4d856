package dev.understudy.web;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.DeferredResultMethodReturnValueHandler;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Camel's platform-http answers Spring MVC with a future, for which Spring sends the request through Tomcat, the filters and
 * the servlet a second time: a fifth of what a webhook cost (measured). Here the future is finished when it is returned ({@link
 * ServletThreads}) and the answer is written, so there is nothing to wait for. Any other future goes Spring's way.
 */
@Component
class FinishedAnswers implements HandlerMethodReturnValueHandler, InitializingBean {
    private final RequestMappingHandlerAdapter adapter;
    private final HandlerMethodReturnValueHandler others = new DeferredResultMethodReturnValueHandler();

    FinishedAnswers(RequestMappingHandlerAdapter adapter) {
        this.adapter = adapter;
    }

    /** Before all others: Spring would ask it last. */
    @Override
    public void afterPropertiesSet() {
        var all = new ArrayList<HandlerMethodReturnValueHandler>(List.of(this));
        var known = adapter.getReturnValueHandlers();
        if (known != null) all.addAll(known);
        adapter.setReturnValueHandlers(all);
    }

    @Override
    public boolean supportsReturnType(MethodParameter type) {
        return CompletableFuture.class.isAssignableFrom(type.getParameterType());
    }

    @Override
    public void handleReturnValue(
            @Nullable Object value, MethodParameter type, ModelAndViewContainer view, NativeWebRequest request)
            throws Exception {
        if (isWritten(value)) view.setRequestHandled(true);
        else others.handleReturnValue(value, type, view, request);
    }

    private static boolean isWritten(@Nullable Object value) {
        return value instanceof CompletableFuture<?> future
                && future.isDone()
                && !future.isCompletedExceptionally()
                && future.join() == null;
    }
}
