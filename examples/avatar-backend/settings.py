"""What the environment says. A secret may also stand in a file: X_FILE names it, as compose files give secrets."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path

# who may write down what the user says: the variable that names the model, and the model without it
LISTENERS = {"openai": ("OPENAI_STT_MODEL", "gpt-4o-mini-transcribe"), "elevenlabs": ("ELEVEN_STT_MODEL", "scribe_v2")}
SECRETS = ("LIVEKIT_API_KEY", "LIVEKIT_API_SECRET", "OPENAI_API_KEY", "ELEVEN_API_KEY", "UNDERSTUDY_AGENT_TOKEN")


def secrets_from_files(env: MutableMapping[str, str]) -> None:
    """Puts what the X_FILE variables name where the SDKs look for it: into the environment of this process alone."""
    for name in SECRETS:
        if file := env.get(name + "_FILE"):
            env[name] = Path(file).read_text(encoding="utf-8").strip()


@dataclass(frozen=True)
class Settings:
    """How this worker is called and how its agent speaks. All of it can be left out except LiveKit's three."""

    agent_name: str
    idle_processes: int
    health_port: int
    openai_key: str
    eleven_key: str
    openai_url: str
    eleven_url: str
    llm_model: str
    listener: str
    stt_model: str
    voice: str
    voice_model: str
    language: str
    instructions: str
    greeting: str

    @staticmethod
    def of(env: MutableMapping[str, str]) -> Settings:
        """Reads them, an empty variable being one that is not set."""

        def get(name: str, otherwise: str = "") -> str:
            return env.get(name, "").strip() or otherwise

        listener = get("AGENT_STT", "openai").lower()
        if listener not in LISTENERS:
            raise ValueError(f"AGENT_STT={listener}: it is one of {', '.join(LISTENERS)}")
        return Settings(
            agent_name=get("UNDERSTUDY_AGENT_NAME", "avatar-agent"),
            idle_processes=max(1, int(get("NUM_IDLE_PROCESSES", "1"))),  # a job without a warm one waits 1.4 s and more
            health_port=int(get("HEALTH_PORT", "8081")),
            openai_key=get("OPENAI_API_KEY"),
            eleven_key=get("ELEVEN_API_KEY"),
            openai_url=get("OPENAI_BASE_URL", "https://api.openai.com/v1").rstrip("/"),
            eleven_url=get("ELEVEN_BASE_URL", "https://api.elevenlabs.io/v1").rstrip("/"),
            llm_model=get("OPENAI_MODEL", "gpt-4.1-mini"),
            listener=listener,
            stt_model=get(*LISTENERS[listener]),
            voice=get("ELEVEN_VOICE_ID", "hpp4J3VqNfWAUOO0d1Us"),
            voice_model=get("ELEVEN_MODEL", "eleven_flash_v2_5"),
            language=get("AGENT_LANGUAGE", "en"),
            instructions=get("AGENT_INSTRUCTIONS", "You are a friendly host. Answer in one or two short spoken sentences."),
            greeting=get("AGENT_GREETING", "Hello! I am here. What can I do for you?"),
        )

    @property
    def speaks(self) -> bool:
        """Both keys are there. Otherwise it is a parrot."""
        return bool(self.openai_key and self.eleven_key)

    def missing(self) -> list[str]:
        """The keys that keep it from speaking."""
        return [name for name, key in (("OPENAI_API_KEY", self.openai_key), ("ELEVEN_API_KEY", self.eleven_key)) if not key]
