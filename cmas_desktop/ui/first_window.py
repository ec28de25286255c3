"""One window per data folder: the second start raises the first window and ends."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject

RAISE = b"raise\n"
ANSWER_MS = 1_000


class FirstWindow(QObject):
    """Holds the data folder for one process. A lock left behind by a killed process is taken over."""

    def __init__(self, folder: Path) -> None:
        """Ask for this folder; `first` says whether it was free. Raises OSError where it takes no file."""
        super().__init__()
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(folder / "window.lock"))
        self._lock.setStaleLockTime(0)
        self._folder = folder
        self.first = self._lock.tryLock(0)
        if not self.first and self._lock.error() is not QLockFile.LockError.LockFailedError:
            raise PermissionError(errno.EACCES, "no file can be written there", str(folder))

    def listen(self, raise_window: Callable[[], object]) -> None:
        """Raise this window when another start asks for it."""
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        name = self._name()
        QLocalServer.removeServer(name)
        self._server.newConnection.connect(lambda: self._answer(raise_window))
        self._server.listen(name)

    def ask_first(self) -> bool:
        """Ask the window that holds the folder to come to the front; whether it heard."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name())
        if not socket.waitForConnected(ANSWER_MS):
            return False
        socket.write(RAISE)
        socket.flush()
        return socket.waitForBytesWritten(ANSWER_MS) or socket.bytesToWrite() == 0

    def release(self) -> None:
        """Let go of the folder."""
        self._lock.unlock()

    def _name(self) -> str:
        """The name under which the first window listens: the same for the same folder."""
        import hashlib

        return "cmas-" + hashlib.sha256(str(self._folder.resolve()).encode()).hexdigest()[:16]

    def _answer(self, raise_window: Callable[[], object]) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            connection.disconnected.connect(connection.deleteLater)
            raise_window()
