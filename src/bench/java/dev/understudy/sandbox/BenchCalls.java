package dev.understudy.sandbox;

import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /sandbox/bench}: plays sessions and answers when the last of them is over. */
@RestController
@RequestMapping("/sandbox/bench")
@Profile("bench")
class BenchCalls {
    private final FakeRooms rooms;
    private final BenchStage stage;
    private final BenchTimes times;

    BenchCalls(FakeRooms rooms, BenchStage stage, BenchTimes times) {
        this.rooms = rooms;
        this.stage = stage;
        this.times = times;
    }

    @PostMapping
    synchronized BenchPlay.Outcome play(@RequestBody BenchPlay.Order order) throws InterruptedException {
        return new BenchPlay(rooms, stage, times).play(order);
    }
}
