package dev.understudy.health;

import dev.understudy.store.WriteTrial;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** Down while the store takes nothing: a webhook that cannot be kept is refused, and another node may take it. */
@Component("storeHealthIndicator")
class StoreHealth implements HealthIndicator {
    private final WriteTrial trial;

    StoreHealth(WriteTrial trial) {
        this.trial = trial;
    }

    @Override
    public Health health() {
        return trial.trouble()
                .map(trouble -> Health.status(new Status("DOWN", trouble.words())))
                .orElseGet(Health::up)
                .build();
    }
}
