package dev.understudy.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One life of a room: a new one under the same name has another sid. */
final class Room {
    final String name;
    final String sid;
    final Map<String, Person> people = new LinkedHashMap<>();
    final List<Job> dispatches = new ArrayList<>();
    long lastLeft;
    /** Since when a user is there, and since when none had been before, under whatever sid; 0 when none ever had. */
    long cameAt;

    long emptySince;

    Room(String name, String sid) {
        this.name = name;
        this.sid = sid;
    }

    /** A dispatch, and what comes of it. */
    static final class Job {
        final String id;
        final String agentName;
        final String metadata;
        final String agent;
        boolean listsAgent;
        boolean deleted;
        /** Who came for it. */
        @Nullable
        Person person;

        Job(String id, String agentName, String metadata, String agent) {
            this.id = id;
            this.agentName = agentName;
            this.metadata = metadata;
            this.agent = agent;
        }
    }

    boolean hasUser() {
        return people.values().stream().anyMatch(Person::isUser);
    }

    /** What ListRooms counts: agents and avatars are left out (measured). */
    int users() {
        return (int) people.values().stream().filter(Person::isUser).count();
    }

    List<Person> ourAgents() {
        return people.values().stream().filter(Person::isOurAgent).toList();
    }

    List<Person> avatars() {
        return people.values().stream().filter(Person::isAvatar).toList();
    }

    Optional<Person> firstAgent() {
        return ourAgents().stream().findFirst();
    }
}
