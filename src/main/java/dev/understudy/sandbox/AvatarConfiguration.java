package dev.understudy.sandbox;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Chooses whether avatars are simulated or programs of their own. */
@Profile("sandbox")
@Configuration(proxyBeanMethods = false)
class AvatarConfiguration {
    @Bean
    FakeAvatars fakeAvatars(SandboxSettings settings, FakeDoor door, FakeRooms rooms) {
        var command = settings.avatarCommand();
        return command.isEmpty() ? new SimulatedAvatars(door, rooms) : new AvatarProcesses(command);
    }
}
