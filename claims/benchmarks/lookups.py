"""How many look-ups a worker does in a second, next to how many tasks that do nothing.

A look-up is a row: claimed, its question read, asked over HTTP, its answer parsed, hashed and stored with a piece of
evidence. Rows are rung for as the desk rings for them, many in one message where the source's pace allows it; an empty
task is a message of its own. Both run in the same worker, one after the other in several rounds, so that whatever else
the machine does weighs on both.

Servers, database and worker are the benchmark's own and thrown away: nothing touches the desk's data. The messages of
a run wait in a queue that nobody reads, which is then renamed to the worker's: publishing is not measured. A run is
over when no message waits and none is unacknowledged.
"""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import redis
from celery import Celery

from claims.benchmarks.base import BenchmarkRefused, Figures, Say
from claimtracker.embedded import roles
from claimtracker.embedded.postgres import Postgres
from claimtracker.embedded.process import StackError
from claimtracker.embedded.valkey import Valkey

ROOT = Path(__file__).resolve().parents[2]
EMPTY, STAGE, RING = "claims.benchmarks.empty", "claims.benchmarks.stage", "claims.benchmarks.ring"
WORKERS_QUEUE, HELD_QUEUE, RUNG = "celery", "held", "rung"
WARM_UP = 100
ROUNDS = 4
PATIENCE_SECONDS = 300
IDLE_SECONDS = 0.25
ROWS = b",".join([b'{"year": 2025, "value": 4512}'] * 40)
BODY = b'{"quote": "%s", "rows": [' + ROWS + b"]}"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"


class LookupsBenchmark:
    """Runs a real worker on servers of its own."""

    help = (
        "Look-ups (rows) a second, end to end through a real Celery worker against a local HTTP source, rung for as "
        "the desk does, next to the same worker running empty tasks, a message each, as a ratio. On servers of its "
        "own, thrown away afterwards."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--count", type=int, default=1500, metavar="N", help="how many look-ups; 1500 unless given")
        parser.add_argument("--concurrency", type=int, default=2, metavar="N", help="the worker's processes; 2")
        parser.add_argument("--one-by-one", action="store_true", help="ring for each look-up in a message of its own")

    def run(self, options: Mapping[str, Any], say: Say) -> Figures:
        count, concurrency = options["count"], options["concurrency"]
        if count < 1 or concurrency < 1:
            raise BenchmarkRefused("--count and --concurrency must be 1 or more.")
        with ExitStack() as stack:
            say("Starting PostgreSQL, Valkey and a worker …")
            try:
                port = stack.enter_context(_local_source())
                bench = stack.enter_context(_bench(concurrency, port))
            except StackError as error:
                raise BenchmarkRefused(f"The servers did not start: {error}") from error
            bench.stage(count + WARM_UP, f"http://127.0.0.1:{port}/")
            bench.empty_tasks(WARM_UP)
            bench.lookups(1, WARM_UP, one_by_one=options["one_by_one"])
            empty, lookups, messages = 0.0, 0.0, 0
            for part in range(ROUNDS):
                first, end = count * part // ROUNDS, count * (part + 1) // ROUNDS
                seconds = bench.empty_tasks(end - first)
                took, rung = bench.lookups(WARM_UP + first + 1, WARM_UP + end, one_by_one=options["one_by_one"])
                say(f"{end - first} each: empty tasks {seconds:.2f} s, look-ups {took:.2f} s.")
                empty, lookups, messages = empty + seconds, lookups + took, messages + rung
        return {
            "lookups": count,
            "messages": messages,
            "concurrency": concurrency,
            "lookups_per_second": round(count / lookups, 1),
            "empty_tasks_per_second": round(count / empty, 1),
            "ratio": round(empty / lookups, 3),
        }


class _Bench:
    """A worker on its own servers, and messages for it."""

    def __init__(self, database_url: str, redis_url: str) -> None:
        self.database_url = database_url
        self.redis = redis.Redis.from_url(redis_url)
        self.app = Celery("bench", broker=redis_url)
        self.app.conf.task_ignore_result = True

    def stage(self, count: int, url: str) -> None:
        """Have the worker make the rows: it has the benchmark's database."""
        self.app.send_task(STAGE, (count, url))
        self._wait()

    def empty_tasks(self, count: int) -> float:
        """How many seconds the worker takes for so many tasks that do nothing."""
        for number in range(count):
            self.app.send_task(EMPTY, (number,), queue=HELD_QUEUE)
        return self._seconds()

    def lookups(self, first: int, last: int, *, one_by_one: bool) -> tuple[float, int]:
        """How many seconds it takes for the look-ups with these ids, and in how many messages they were rung for."""
        self.redis.delete(RUNG)
        self.app.send_task(RING, (first, last, HELD_QUEUE, RUNG), {"one_by_one": one_by_one})
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self.redis.exists(RUNG) and time.monotonic() < deadline:
            time.sleep(0.005)
        self._wait()
        messages = self.redis.llen(HELD_QUEUE)
        seconds = self._seconds()
        self.check_that_all_were_found(last)
        return seconds, messages

    def check_that_all_were_found(self, last: int) -> None:
        """A look-up up to this id that failed quickly, or is not done yet, must not count."""
        states = "SELECT state, failure, count(*) FROM claims_sourcelookup WHERE id <= %s GROUP BY 1, 2"
        with psycopg.connect(self.database_url) as database:
            rows = database.execute(states, [last]).fetchall()
        if [(state, number) for state, _, number in rows] != [("found", last)]:
            raise BenchmarkRefused(f"Not every look-up found what the local source answers: {rows}. Nothing is told.")

    def _seconds(self) -> float:
        """How long the worker takes for the messages that are held back."""
        if not self.redis.exists(HELD_QUEUE):
            return 0.0  # fewer rows than rounds
        began = time.perf_counter()
        self.redis.rename(HELD_QUEUE, WORKERS_QUEUE)
        return self._wait() - began

    def _wait(self) -> float:
        """Wait until the worker has nothing to do, and return since when, by the performance counter."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        idle_since: float | None = None
        # A message is in neither place for the moment that the worker takes it: idle is what stays so.
        while idle_since is None or time.perf_counter() - idle_since < IDLE_SECONDS:
            if time.monotonic() > deadline:
                raise BenchmarkRefused(f"The worker was not done within {PATIENCE_SECONDS} s. Try a smaller --count.")
            time.sleep(0.005)
            now = time.perf_counter()
            is_busy = self.redis.llen(WORKERS_QUEUE) or self.redis.hlen("unacked")
            idle_since = None if is_busy else idle_since or now
        return idle_since


@contextmanager
def _bench(concurrency: int, port: int) -> Iterator[_Bench]:
    folder = Path(tempfile.mkdtemp(prefix="claimtracker-bench-"))
    folder.chmod(0o711)  # as root, the database's own user must reach its folder
    postgres = Postgres(folder / "postgres", log=folder / "postgres.log", throwaway=True)
    valkey = Valkey(folder / "valkey", log=folder / "valkey.log", throwaway=True)
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        for server in (postgres, valkey):
            stack.callback(server.stop)
            server.start()
        stack.callback(shutil.rmtree, postgres.cluster.home, ignore_errors=True)
        environment = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"},
            "DATABASE_URL": postgres.url(roles.APP),
            "REDIS_URL": valkey.url,
            "CELERY_BROKER_URL": "",
            "OUTBOUND_ALLOW": f"127.0.0.1:{port}",
            "LOG_LEVEL": "WARNING",
        }
        as_owner = {**environment, "DATABASE_OWNER_URL": postgres.url(roles.OWNER)}
        migrate = ["manage.py", "migrate", "--database", "owner", "--skip-checks", "--verbosity", "0"]
        subprocess.run([sys.executable, *migrate], cwd=ROOT, env=as_owner, check=True)  # noqa: S603 - our own command
        stack.enter_context(_worker(environment, concurrency))
        yield _Bench(postgres.url(roles.OWNER), valkey.url)


@contextmanager
def _worker(environment: Mapping[str, str], concurrency: int) -> Iterator[None]:
    command = [sys.executable, "-m", "celery", "-A", "claims.benchmarks.lookup_worker", "worker", "--loglevel=WARNING"]
    options = [f"--concurrency={concurrency}", "--without-gossip", "--without-mingle"]
    process = subprocess.Popen([*command, *options], cwd=ROOT, env=environment, stdout=sys.stderr)  # noqa: S603
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


class _Source(asyncio.Protocol):
    """Answers with the question, so that no answer is as another, and as cheaply as can be: it is not measured."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        if data.endswith(b"\r\n\r\n") and isinstance(self.transport, asyncio.Transport):
            body = BODY % data.partition(b"q=")[2].partition(b" ")[0]
            self.transport.write(ANSWER % (len(body), body))
            self.transport.close()


@contextmanager
def _local_source() -> Iterator[int]:
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(loop.create_server(_Source, "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


BENCHMARK = LookupsBenchmark()
