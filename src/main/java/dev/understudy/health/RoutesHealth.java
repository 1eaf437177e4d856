package dev.understudy.health;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down while a route does not run: a stopped route is work that nobody does. The description names the routes. */
@Component("routesHealthIndicator")
class RoutesHealth implements HealthIndicator {
    private final CamelContext camel;

    RoutesHealth(CamelContext camel) {
        this.camel = camel;
    }

    @Override
    public Health health() {
        if (!camel.isStarted()) return down("Camel is " + camel.getStatus());
        var stopped = stopped();
        return stopped.isEmpty() ? Health.up().build() : down("not running: " + String.join(", ", stopped));
    }

    private List<String> stopped() {
        var controller = camel.getRouteController();
        return camel.getRoutes().stream()
                .map(Route::getRouteId)
                .filter(id -> controller.getRouteStatus(id) != ServiceStatus.Started)
                .sorted()
                .toList();
    }

    private static Health down(String why) {
        return Health.status(new org.springframework.boot.actuate.health.Status("DOWN", why))
                .build();
    }
}
