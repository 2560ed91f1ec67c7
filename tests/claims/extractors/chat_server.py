"""What a server of the chat-completions protocol sends, well or badly."""

import json
from typing import Any

from tests.claimtracker.outbound.server import Answer, LocalServer, reply

PATH = "/v1/chat/completions"
JSON = "application/json"


def completion(content: Any, *, finish: str = "stop") -> bytes:
    """The body of a chat completion whose message is `content`."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}
    return json.dumps({"id": "c1", "object": "chat.completion", "choices": [choice]}).encode()


def told(quote: str, **fields: Any) -> dict[str, Any]:
    """One entry of the model's list."""
    return {"quote": quote, "stand_alone": quote, "claimant": "", "cue": "", "kind": "quantity", **fields}


def listing(*entries: Any) -> Answer:
    """Answers with these claims."""
    return reply(completion(json.dumps({"claims": list(entries)})), content_type=JSON)


def asked_of(server: LocalServer) -> list[dict[str, Any]]:
    """The bodies of all requests."""
    return [json.loads(asked.body) for asked in server.asked]
