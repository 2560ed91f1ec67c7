"""`python -m claimtracker.embedded COMMAND …`: what `./run` hands over to."""

import argparse
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

from claimtracker.embedded import children
from claimtracker.embedded.home import ROOT, Home
from claimtracker.embedded.process import StackError
from claimtracker.embedded.servers import environment_of_desk
from claimtracker.embedded.supervisor import Supervisor

BAD_INPUT = 2


def parser() -> argparse.ArgumentParser:
    main = argparse.ArgumentParser(prog="./run", description="Claim Tracker on this machine.")
    commands = main.add_subparsers(dest="command", required=True, metavar="COMMAND")
    up = commands.add_parser("up", help="start the desk", description=start_desk.__doc__)
    up.add_argument("-v", "--verbose", action="store_true", help="show all that its processes say, not only warnings")
    check = commands.add_parser("check", help="check one article", description=check_article.__doc__)
    check.add_argument("article", metavar="FILE|URL|-", help="plain text or HTML; - reads standard input")
    check.add_argument("--json", action="store_true", help="print one JSON document instead of a table")
    check.add_argument("--timeout", type=float, metavar="SECONDS", help="how long to wait for look-ups")
    reset = commands.add_parser("reset", help="remove all data", description=reset_desk.__doc__)
    reset.add_argument("--yes", action="store_true", help="do not ask")
    # Known here for --help alone: their arguments belong to Django and pytest, untouched.
    commands.add_parser("manage", help="any Django command", add_help=False)
    commands.add_parser("test", help="the test suite", add_help=False)
    return main


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["manage"]:
        return run_manage(arguments[1:])
    if arguments[:1] == ["test"]:
        run_tests(arguments[1:])
    asked = parser().parse_args(arguments)
    if asked.command == "check":
        return check_article(asked)
    if asked.command == "reset":
        return reset_desk(yes=asked.yes)
    return start_desk(verbose=asked.verbose)


def start_desk(*, verbose: bool) -> int:
    """Start database, broker, web, worker and beat; watch them; Ctrl-C stops them in order.

    A desk that runs already is what was asked for: its address is shown, and the exit code is 0.
    """
    home = Home()
    announced = False
    while not home.acquire():
        state = home.read_state()
        if state is None or state.purpose == "desk":
            return _show_running(home)
        if not announced:
            print(f"`./run {state.purpose}` uses the desk's servers: waiting until it ends (Ctrl-C gives up) …")
            announced = True
        time.sleep(0.2)
    return Supervisor(home, verbose=verbose).run()


def _show_running(home: Home) -> int:
    state = home.read_state()
    if state and state.ready:
        print(f"Claim Tracker already runs here (process {state.pid}): {state.web}/admin/")
    elif state and state.web:
        print(f"Claim Tracker is starting here already (process {state.pid}); it will be at {state.web}/admin/")
    else:
        print("Claim Tracker is starting, or stopping, here already.")
    return 0


def run_manage(arguments: list[str]) -> int:
    """Run a Django command against the running desk; without one, servers are started for the time."""
    with environment_of_desk(Home(), purpose="manage") as (servers, environment):
        argv = children.manage(*arguments)
        if servers is None:
            os.execve(argv[0], argv, environment)
        return _run_in_foreground(argv, environment)


def check_article(asked: argparse.Namespace) -> int:
    """Take an article in and print each claim with its exact words, figures and evidence.

    Uses the running desk, else starts what is needed for the time. Exit codes: 0 done, 2 bad input,
    3 look-ups unfinished at --timeout.
    """
    is_address = asked.article.startswith(("http://", "https://"))
    if asked.article != "-" and not is_address and not Path(asked.article).is_file():
        return _refuse(
            f"{asked.article} is not a file: give the path or the address of an article, or - for standard input."
        )
    options = [
        *(["--json"] if asked.json else []),
        *(["--timeout", str(asked.timeout)] if asked.timeout else []),
    ]
    argv = children.manage("check_article", asked.article, *options)
    home = Home()
    with environment_of_desk(home, purpose="check", must_be_ready=True) as (servers, environment):
        if servers is None:
            os.execve(argv[0], argv, environment)
        servers.environment["PYTHONPATH"] = str(ROOT)
        _tell("Bringing the database up to date …")
        children.run_command(children.manage(*servers.migrate_arguments), environment)
        children.run_command(children.manage("load_sample", "--skip-checks"), environment, _tell)
        helpers = [
            children.worker(home.log("worker")),
            children.beat(home.folder / "beat-schedule", home.log("beat")),
        ]
        try:
            for helper in helpers:
                helper.start(servers.environment_of_children)
            return _run_in_foreground(argv, environment)
        finally:
            for helper in reversed(helpers):
                helper.stop(lambda: True)


def run_tests(arguments: list[str]) -> NoReturn:
    """Run pytest; its plugin starts servers of its own, whatever runs beside it."""
    os.chdir(ROOT)
    argv = children.python("-m", "pytest", *arguments)
    os.execv(argv[0], argv)


def reset_desk(*, yes: bool) -> int:
    """Remove all that the desk keeps on this machine: articles, reviews, verdicts, logins. It asks first."""
    home = Home()
    if not home.acquire():
        state = home.read_state()
        holder = f" (process {state.pid})" if state else ""
        print(f"The desk is in use{holder}, nothing was removed: stop it first, then reset.", file=sys.stderr)
        return 1
    if not yes and not _confirm(f"Remove {home.folder} with every article, review and verdict in it? [y/N] "):
        print("Nothing was removed.")
        return 1
    home.stop_orphans()
    for folder in home.remove():
        print(f"Removed {folder}")
    return 0


def _confirm(question: str) -> bool:
    try:
        return input(question).strip().lower() in {"y", "yes"}
    except EOFError:
        return False


def _run_in_foreground(argv: list[str], environment: dict[str, str]) -> int:
    """Run with our own terminal and standard input; returns the exit code. Ctrl-C is the command's to answer."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with subprocess.Popen(argv, env=environment) as process:
        try:
            while True:
                try:
                    code = process.wait()
                except KeyboardInterrupt:
                    continue
                return code if code >= 0 else 128 - code
        finally:
            if process.poll() is None:
                process.terminate()


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _refuse(message: str) -> int:
    _tell(message)
    return BAD_INPUT


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except StackError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
