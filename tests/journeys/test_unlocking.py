"""What stays of the lock's window once the salon is open: nothing."""

from dataclasses import replace

from PySide6.QtCore import QTimer
from shiboken6 import isValid

from salon_desktop.app import welcoming
from salon_desktop.infrastructure.places import DataFolder
from salon_desktop.infrastructure.settings_file import SettingsFile
from salon_desktop.ui.welcome.unlock import UnlockWindow


def test_the_lock_s_window_is_taken_apart_and_forces_no_language_on_the_desk(
    qapp, tmp_path, monkeypatch
):
    folder = DataFolder(tmp_path)
    file = SettingsFile(folder.settings)
    file.write(replace(file.read(), language="fi"))

    shown = []

    class Watched(UnlockWindow):
        def show(self):
            super().show()
            shown.append(self)
            QTimer.singleShot(0, self.opened.emit)

    monkeypatch.setattr(welcoming, "UnlockWindow", Watched)
    assert welcoming.unlocked(qapp, folder, None) == (None, None)
    assert len(shown) == 1
    assert not isValid(shown[0])
