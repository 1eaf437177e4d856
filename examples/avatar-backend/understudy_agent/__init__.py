"""Understudy's side of an agent: `Understudy(ctx, session)`, and the voice follows the commands of docs/agent-contract.md."""

from . import alive
from .switch import Understudy

__all__ = ["Understudy", "alive"]
