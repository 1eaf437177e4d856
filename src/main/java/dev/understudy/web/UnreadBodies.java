package dev.understudy.web;

import java.util.function.Consumer;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/** Tomcat's way from the wire to the servlets; behind it, what nobody has read of a request is given to who cares for it. */
final class UnreadBodies implements Adapter {
    private final Adapter tomcat;
    private Consumer<Request> taker = request -> {};

    UnreadBodies(Adapter tomcat) {
        this.tomcat = tomcat;
    }

    void takenBy(LingeringHttp11 processor) {
        taker = processor::takeTheRest;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        tomcat.service(request, response);
        if (!request.isFinished()) taker.accept(request);
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return tomcat.prepare(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
        return tomcat.asyncDispatch(request, response, event);
    }

    @Override
    public void log(Request request, Response response, long time) {
        tomcat.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        tomcat.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return tomcat.getDomain();
    }
}
