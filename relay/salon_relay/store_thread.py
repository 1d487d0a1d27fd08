"""The one thread that owns the store, so that no statement ever runs on the server's event loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Concatenate, ParamSpec, TypeVar

from salon_relay.store import Store, StoreFailed

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class StoreThread:
    """Opens a store in a thread of its own and asks it one thing at a time."""

    def __init__(self, open_store: Callable[[], Store], answer_seconds: float) -> None:
        """Raises what `open_store` raises, with no thread left behind."""
        self._answer_seconds = answer_seconds
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="salon-relay-store")
        try:
            self._store = self._thread.submit(open_store).result()
        except BaseException:
            self._thread.shutdown()
            raise

    async def ask(
        self,
        question: Callable[Concatenate[Store, Asked], Answer],
        *args: Asked.args,
        **kwargs: Asked.kwargs,
    ) -> Answer:
        """The answer of a method of Store; StoreFailed when it fails or does not come in time.

        A question still waiting in the queue is then withdrawn; one being worked on is finished,
        which is safe because a body stored twice is stored once.
        """
        loop = asyncio.get_running_loop()
        work = loop.run_in_executor(self._thread, lambda: question(self._store, *args, **kwargs))
        try:
            return await asyncio.wait_for(work, self._answer_seconds)
        except TimeoutError:
            raise StoreFailed("TOO_SLOW") from None

    def close(self) -> None:
        """Waits for the work at hand, closes the file and ends the thread."""
        try:
            self._thread.submit(self._store.close).result()
        finally:
            self._thread.shutdown()
