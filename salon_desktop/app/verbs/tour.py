"""``tour``: a day at the desk through the real window, with a picture of every screen."""

import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

from salon_desktop.app.crash import CrashNet
from salon_desktop.app.phone_door import practice_phone
from salon_desktop.app.practice_salon import practice_salon
from salon_desktop.app.run import application, has_screen
from salon_desktop.app.tour import MOMENT, play
from salon_desktop.app.tour_hands import TourStuck
from salon_desktop.app.verbs.context import Context
from salon_desktop.app.window import Face
from salon_desktop.infrastructure.places import DataFolder
from salon_desktop.ui.theme.tokens import Scheme


def tour(context: Context) -> int:
    """Play the tour into ``--out``; exit 1 where the program did not follow."""
    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    args, out = context.args, Path(context.args.out)
    app = application()
    with ExitStack() as closing:
        root = Path(closing.enter_context(tempfile.TemporaryDirectory(prefix="salon-tour-")))
        net = CrashNet(DataFolder(root).logs, lambda: None)
        closing.callback(net.close)
        practice = closing.enter_context(practice_salon(root, MOMENT, language=args.language))
        face = Face(app, practice.salon, scheme=Scheme(args.theme), scale=args.scale, practice=True)
        closing.callback(face.close)
        phone = practice_phone(practice, face)
        closing.callback(phone.close)
        try:
            pictures = play(app, practice, face, phone, out, args.scale)
        except TourStuck as stuck:
            context.refuse(
                context.words._("The tour waited in vain for: {what}.").format(what=stuck)
            )
    context.give({"pictures": pictures, "out": str(out)})
    told = context.words.n_(
        "{count} picture and the transcript are in {folder}.",
        "{count} pictures and the transcript are in {folder}.",
        pictures,
    )
    context.say(told.format(count=pictures, folder=out))
    return 0
