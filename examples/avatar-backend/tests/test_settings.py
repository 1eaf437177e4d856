"""What the environment may say."""

from pathlib import Path

import pytest
from settings import Settings, secrets_from_files


def test_without_anything_it_is_a_parrot_with_one_warm_process() -> None:
    settings = Settings.of({"NUM_IDLE_PROCESSES": "0", "OPENAI_API_KEY": " "})
    assert (settings.agent_name, settings.idle_processes, settings.health_port) == ("avatar-agent", 1, 8081)
    assert not settings.speaks
    assert settings.missing() == ["OPENAI_API_KEY", "ELEVEN_API_KEY"]


def test_secrets_come_from_files_and_a_file_wins(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from-the-file\n")
    env = {"OPENAI_API_KEY": "old", "OPENAI_API_KEY_FILE": str(tmp_path / "key"), "ELEVEN_API_KEY": "plain"}
    secrets_from_files(env)
    settings = Settings.of(env)
    assert (settings.openai_key, settings.eleven_key, settings.speaks) == ("from-the-file", "plain", True)


def test_who_listens_brings_a_model_and_nobody_unknown_may() -> None:
    assert Settings.of({"AGENT_STT": "ElevenLabs", "OPENAI_STT_MODEL": "not this"}).stt_model == "scribe_v2"
    assert Settings.of({"AGENT_STT": "elevenlabs", "ELEVEN_STT_MODEL": "scribe_v1"}).stt_model == "scribe_v1"
    with pytest.raises(ValueError, match="AGENT_STT=whisperer: it is one of openai, elevenlabs"):
        Settings.of({"AGENT_STT": "whisperer"})
