"""Understudy's side of an agent: `Understudy(ctx, session)`, and the voice follows the commands of docs/agent-contract.md."""

from .switch import Understudy

__all__ = ["Understudy"]
