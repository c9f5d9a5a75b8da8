"""Eyes and hands of somebody who uses the window through the accessibility bus.

see NAME      waits until something has this name or text, or a part of it
press NAME    does what a button of this name does, once it is there
read          prints the name of everything
"""

import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 30


def everything(thing, depth=0):
    """All that is below a thing, and itself; what goes away meanwhile is left out."""
    yield thing
    try:
        below = [thing.get_child_at_index(at) for at in range(thing.get_child_count())]
        if not below and depth:
            # The page is another process's: only asking by its place leads there.
            below = [thing.get_child_at_index(0)]
    except GLib.Error:
        return
    for one in below:
        if one is not None:
            yield from everything(one, depth + 1)


def words_of(thing):
    """Its name, and its text, which a paragraph has in the place of a name."""
    yield thing.get_name()
    text = thing.get_text_iface()
    if text is not None:
        yield Atspi.Text.get_text(text, 0, -1)


def named():
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()
    for thing in everything(desktop):
        try:
            for words in words_of(thing):
                if words:
                    yield words, thing
        except GLib.Error:
            continue


def wait_for(wanted, is_it):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for name, thing in named():
            if is_it(name, thing):
                return thing
        time.sleep(0.2)
    names = sorted({name for name, _ in named()})
    sys.exit(f"not in time: {wanted}; there is: {names}")


def can_press(thing):
    action = thing.get_action_iface()
    return action is not None and action.get_n_actions() > 0


def main(deed, wanted=""):
    if deed == "see":
        wait_for(wanted, lambda name, _: wanted in name)
    elif deed == "press":
        button = wait_for(wanted, lambda name, one: name == wanted and can_press(one))
        if not button.get_action_iface().do_action(0):
            sys.exit(f"could not be pressed: {wanted}")
    else:
        for name, _ in named():
            print(name)


main(*sys.argv[1:])
