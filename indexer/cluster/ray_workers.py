"""Workers of Ray, by Ray Data. The only module that knows it.

What always holds: a Ray that was started here is bounded in processors and in memory, has no
dashboard, tells nobody that it is used, and is gone when it is closed; what it has to say goes to
its own logs.
"""

from __future__ import annotations

import gc
import io
import logging
import os
import pickle
import shutil
import signal
import socket
import tempfile
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, redirect_stdout
from typing import Any

from corpus.errors import ClusterError, QuotedeskError
from indexer.cluster.settings import AUTO, LOCAL, ClusterSettings
from indexer.cluster.workers import TRIES, Begun, Chunk, Job, answers_of

# Room for what is under way on this machine; Ray takes it as it needs it.
STORE_BYTES = 1024**3
# What it reads when it is imported: no report of its use, nothing said on stderr, and time to begin
# on a machine that has much else to do.
_ENVIRONMENT = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_BACKEND_LOG_LEVEL": "fatal",
    "RAY_agent_register_timeout_ms": "300000",
}
REACH_SECONDS = 10.0
_MEND = 'set `ray` of [cluster] to the address of one that runs, or to "local"'
_OPEN = "open"  # what the ledger has the beginnings of workers under
_LOGGERS = ("ray", "ray.data", "ray._private.worker")


class RayWorkers:
    """Keeps the contract of `Workers`. To be used in a ``with``."""

    def __init__(self, settings: ClusterSettings, *, store_bytes: int = STORE_BYTES) -> None:
        """Starts Ray or joins it. Raises ClusterError."""
        self._ray = _imported()
        self.near = settings.ray == LOCAL
        self._open = ExitStack()
        self._start(settings, store_bytes)
        found = int(self._ray.cluster_resources().get("CPU", 0))
        self.count = min(found, settings.workers or found)
        if not self.count:
            self.close()
            raise ClusterError(
                "this Ray has no processors to work with",
                where=settings.ray,
                mend="add machines to it, or set another address",
            )
        begun = self._ray.remote(Begun)
        self._ledger = begun.options(num_cpus=0, max_restarts=-1, max_task_retries=-1).remote()
        self._jobs = 0

    def __enter__(self) -> RayWorkers:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that its processes may take a moment to end
            self._open.close()
            gc.collect()

    @property
    def again(self) -> int:
        return int(self._ray.get(self._ledger.again.remote()))

    def each(self, job: Job, chunks: Sequence[Chunk]) -> Iterator[tuple[str, bytes | None]]:
        data = self._ray.data
        rows = [
            {"chunk": pickle.dumps([(item.key, item.payload) for item in chunk])}
            for chunk in chunks
        ]
        most = min(self.count, len(rows))
        self._jobs += 1
        made = data.from_items(rows, override_num_blocks=len(rows)).map(
            _Worker,
            fn_constructor_args=(self._ray.put(pickle.dumps(job)), self._ledger, self._jobs, most),
            compute=data.ActorPoolStrategy(
                min_size=1, max_size=most, initial_size=most, max_tasks_in_flight_per_actor=2
            ),
            num_cpus=1,
        )
        try:
            for row in made.iter_rows():
                answers, error = pickle.loads(row["answers"])
                if error is not None:
                    raise error
                yield from answers
        except self._ray.exceptions.RayError as error:
            raise ClusterError(
                f"the workers can't go on ({type(error).__name__})",
                mend="look at Ray's logs, and index again: what is finished isn't done twice",
            ) from error

    def _start(self, settings: ClusterSettings, store_bytes: int) -> None:
        given: dict[str, Any] = {"address": settings.ray}
        # It tells on stdout of workers that died, and stdout is for what was asked for.
        self._open.enter_context(redirect_stdout(io.StringIO()))
        if settings.ray == LOCAL:
            # Not where temporary files are otherwise: its sockets can't have long names.
            folder = tempfile.mkdtemp(prefix="quotedesk-ray-", dir="/tmp")
            self._open.callback(shutil.rmtree, folder, ignore_errors=True)
            given |= {
                "num_cpus": settings.workers or _cores(),
                "object_store_memory": store_bytes,
                "include_dashboard": False,
                "_temp_dir": folder,
            }
        elif settings.ray != AUTO:
            check_reachable(settings.ray)
        before = _handler()
        for name in _LOGGERS:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        try:
            self._open.callback(self._ray.shutdown)
            with _Plain(), warnings.catch_warnings():
                warnings.simplefilter("ignore")  # Ray's, of what Ray does itself
                self._ray.init(
                    **given,
                    configure_logging=False,
                    logging_level=logging.CRITICAL,
                    log_to_driver=False,
                )
                self._set_up()
        except (ConnectionError, RuntimeError, ValueError, OSError) as error:
            self.close()
            raise ClusterError(
                f"no Ray can be had ({str(error).split('. ')[0]})", where=settings.ray, mend=_MEND
            ) from error
        finally:
            if before is not None:
                signal.signal(signal.SIGTERM, before)

    def _set_up(self) -> None:
        context = self._ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        context.print_on_execution_start = False
        context.max_errored_blocks = -1  # what doesn't come back is told by name


class _Worker:
    """What Ray makes once in each of its workers."""

    def __init__(self, job: Any, ledger: Any, number: int, workers: int) -> None:
        self._ledger = _Remote(ledger, number)
        self._error: QuotedeskError | None = None
        begun, opened = self._ledger.begin(_OPEN)
        try:
            if opened is None and begun > TRIES * workers:
                raise ClusterError(
                    "the workers die as soon as they begin",
                    mend="look whether they have memory enough for the model, and at Ray's logs",
                )
            self._does = pickle.loads(_imported().get(job)).open()
        except QuotedeskError as error:
            self._error = error  # told by what it gives back: Ray would try for ever
        self._ledger.keep(_OPEN, b"")

    def __call__(self, row: dict[str, bytes]) -> dict[str, bytes]:
        if self._error is not None:
            return {"answers": pickle.dumps(((), self._error))}
        found = answers_of(self._does, pickle.loads(row["chunk"]), self._ledger)
        return {"answers": pickle.dumps((found, None))}


class _Remote:
    """A ledger that lies elsewhere, for one of several jobs."""

    def __init__(self, actor: Any, job: int) -> None:
        self._actor = actor
        self._job = job
        self._ray = _imported()

    def begin(self, key: str) -> tuple[int, bytes | None]:
        times, answer = self._ray.get(self._actor.begin.remote(f"{key} {self._job}"))
        return times, answer

    def keep(self, key: str, answer: bytes) -> None:
        self._ray.get(self._actor.keep.remote(f"{key} {self._job}", answer))


class _Plain:
    """Ray raises plain `Exception` where it doesn't begin in time."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: object, _: object) -> None:
        if kind is Exception:
            raise RuntimeError(str(error))


def check_reachable(address: str) -> None:
    """Sooner than Ray, and in one line. Raises ClusterError."""
    host, _, port = address.rpartition(":")
    if not (host and port.isdecimal() and int(port) < 65536 and "/" not in host):
        raise ClusterError(
            "is no address of a Ray", where=address, mend='use "local", "auto" or "HOST:PORT"'
        )
    try:
        socket.create_connection((host.strip("[]"), int(port)), REACH_SECONDS).close()
    except OSError as error:
        raise ClusterError(
            f"no Ray can be reached there ({error.strerror or error})", where=address, mend=_MEND
        ) from error


def _imported() -> Any:
    """Raises ClusterError if it isn't installed."""
    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise ClusterError(
            f"indexing with workers needs {error.name or 'ray'}, which isn't installed",
            mend="run: pip install 'quotedesk[cluster]'",
        ) from error
    return ray


def _cores() -> int:
    """Those that this process may use."""
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


def _handler() -> Any:
    """Of SIGTERM, which Ray takes for itself; None where it can't be given back."""
    if threading.current_thread() is not threading.main_thread():
        return None
    return signal.getsignal(signal.SIGTERM)
