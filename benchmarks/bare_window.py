"""The floor of the start: a bare PySide6 window that says when it was painted."""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel


class Bare(QLabel):
    """Prints the moment of its first paint, then ends."""

    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.time(), flush=True)
        QTimer.singleShot(0, QApplication.quit)


application = QApplication(sys.argv)
window = Bare("Hello")
window.resize(1120, 780)
window.show()
application.exec()
