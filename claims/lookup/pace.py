"""How often a source is asked, by all workers together: a window of requests and a number of places, in Redis.

The window is a log of the times at which requests went out or will go: at most `requests` in any `seconds`. The
places bound how many look-ups ask at the same time; each has an expiry, so that a killed worker gives its own back.
All workers go by the clock of the Redis server.
"""

import random
import time
import uuid
from contextlib import suppress
from datetime import timedelta
from functools import lru_cache
from typing import cast

import redis
from django.conf import settings

from claims.sources.base import Pace, SourceUnavailable

PATIENCE = 1.0
"""Seconds that a look-up waits in its worker for its turn; after that it is put off."""
PATIENCE_UNDER_WAY = 6.0
"""The same for its further requests: to put it off then would mean to ask the first question twice."""
LONGEST_HOLD = timedelta(days=1)
POLL_SECONDS = 0.05
REDIS_SECONDS = 2
PREFIX = "claimtracker:source"
SILENT = "Redis does not answer, so nobody knows whether the source may be asked now. Check REDIS_URL."

ENTER = """
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[1]) then
    local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
    return tonumber(first[2]) - now
end
redis.call('ZADD', KEYS[1], now + tonumber(ARGV[2]), ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 0
"""
"""KEYS: places. ARGV: how many, milliseconds until one expires, a name for this one. 0, or ms until one expires."""

TURN = """
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local window = tonumber(ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
local at = math.max(now, tonumber(redis.call('GET', KEYS[2]) or 0))
local sent = redis.call('ZCARD', KEYS[1])
if sent >= tonumber(ARGV[1]) then
    local limiting = redis.call('ZRANGE', KEYS[1], sent - tonumber(ARGV[1]), sent - tonumber(ARGV[1]), 'WITHSCORES')
    at = math.max(at, tonumber(limiting[2]) + window)
end
if at - now <= tonumber(ARGV[3]) then
    redis.call('ZADD', KEYS[1], at, ARGV[4])
    redis.call('PEXPIRE', KEYS[1], at - now + window)
    return {1, at - now}
end
return {0, at - now}
"""
"""KEYS: the log, the hold. ARGV: requests, window ms, patience ms, a name. {may go, milliseconds until then}."""


HOLD = """
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local until_then = now + tonumber(ARGV[1])
if until_then > tonumber(redis.call('GET', KEYS[1]) or 0) then
    redis.call('SET', KEYS[1], until_then, 'PX', ARGV[1])
end
return 0
"""
"""KEYS: the hold. ARGV: milliseconds from now on. A longer hold that is there stays."""


class NotNow(SourceUnavailable):
    """The pace allows no request now: no failure of the source. `retry_after` is the soonest that one may go."""


class Place:
    """One of a source's places, held (`with`) while look-ups ask one after the other.

    `begin_lookup` is called before each look-up, `turn` before each request.
    """

    def __init__(self, source: str, pace: Pace) -> None:
        self._source = source
        self._pace = pace
        self._name = uuid.uuid4().hex
        self._requests = 0

    def __enter__(self) -> "Place":
        """Raises NotNow where all places are taken, or Redis does not answer."""
        arguments = (self._pace.at_once, int(settings.WORK_LEASE_SECONDS * 1000), self._name)
        deadline = time.monotonic() + PATIENCE
        while taken_for := cast("int", _run("enter", (self._key("places"),), arguments)):
            if time.monotonic() > deadline:
                # Usually a place is given back long before it expires.
                soon = timedelta(milliseconds=min(taken_for, 1000))
                raise NotNow(f"Waits for its turn: {in_words(self._pace)}.", retry_after=soon)
            time.sleep(POLL_SECONDS)
        return self

    def __exit__(self, *_error: object) -> None:
        with suppress(redis.RedisError):
            _client(settings.REDIS_URL).zrem(self._key("places"), self._name)

    def begin_lookup(self) -> None:
        """What is asked from now on is another look-up's: its first request may be put off."""
        self._requests = 0

    def turn(self) -> None:
        """Return when a request may go out. Raises NotNow where that is not soon, or Redis does not answer."""
        patience = PATIENCE_UNDER_WAY if self._requests else PATIENCE
        window = max(int(self._pace.seconds * 1000), 1)
        arguments = (self._pace.requests, window, int(patience * 1000), uuid.uuid4().hex)
        may_go, wait = cast("list[int]", _run("turn", (self._key("sent"), self._key("hold")), arguments))
        if not may_go:
            raise NotNow(f"Waits for its turn: {in_words(self._pace)}.", retry_after=timedelta(milliseconds=wait))
        self._requests += 1
        if wait:
            time.sleep(wait / 1000)

    def _key(self, what: str) -> str:
        return f"{PREFIX}:{self._source}:{what}"


class Everywhere:
    """The place of a source that is this machine's own: nobody limits it, and Redis is not asked."""

    def __enter__(self) -> "Everywhere":
        return self

    def __exit__(self, *_error: object) -> None:
        """There is nothing to give back."""

    def begin_lookup(self) -> None:
        """Go on."""

    def turn(self) -> None:
        """Go."""


EVERYWHERE = Everywhere()


def hold(source: str, time_asked_for: timedelta) -> None:
    """Keep every worker from the source for as long as it asked for (Retry-After); a day at most.

    Of two times that it asked for, the later one counts.
    """
    milliseconds = int(min(time_asked_for, LONGEST_HOLD).total_seconds() * 1000)
    if milliseconds > 0:
        with suppress(NotNow):
            _run("hold", (f"{PREFIX}:{source}:hold",), (milliseconds,))


def spread(pace: Pace, waiting: int) -> timedelta:
    """A random part of the time that `waiting` look-ups will take, so that they do not all come back at once."""
    asking = 1 if pace.is_shared else max(waiting, 1)
    return timedelta(seconds=random.uniform(0, asking * pace.seconds / pace.requests))  # noqa: S311 - no secret


def in_words(pace: Pace) -> str:
    """The pace as people read it: “1 request in 5 s, 1 at once”."""
    plural = "" if pace.requests == 1 else "s"
    return f"{pace.requests} request{plural} in {pace.seconds:g} s, {pace.at_once} at once"


@lru_cache(maxsize=4)
def _client(url: str) -> "redis.Redis":
    return redis.Redis.from_url(url, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS)


@lru_cache(maxsize=8)
def _script(name: str, url: str) -> "redis.commands.core.Script":
    return _client(url).register_script({"enter": ENTER, "turn": TURN, "hold": HOLD}[name])


def _run(name: str, keys: tuple[str, ...], arguments: tuple[int | str, ...]) -> object:
    try:
        return _script(name, settings.REDIS_URL)(keys=keys, args=arguments)
    except redis.RedisError as error:
        raise NotNow(SILENT, retry_after=timedelta(seconds=30)) from error
