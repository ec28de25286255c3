"""The start of the app itself: says when its first screen was painted and when it could be used."""

import sys
import time

from PySide6.QtCore import QTimer

from cmas_desktop.app import start

application, window = start(sys.argv[:1])
window.painted.connect(lambda: print(time.time(), flush=True))
window.ready.connect(lambda: (print(time.time(), flush=True), QTimer.singleShot(0, application.quit)))
application.exec()
