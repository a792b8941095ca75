"""A page of text for a terminal: wrapped to a width, readable without colour and in a pipe."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from recul.reporting.quotes import visible

WIDTH = 80
_BAR = 24
_HELD = {0xA0: 0xE0A0, 0x202F: 0xE0AF}
"""rich breaks lines at no-break spaces: private characters stand for them while it wraps."""
_FREED = {held: space for space, held in _HELD.items()}


class Page:
    """Collects paragraphs and hands back one string.

    Every text is taken as it is: no markup is read in it, and its control characters are made
    visible. A word longer than a line is folded.

    Args:
        width: columns.
        colour: True to style with escape codes; the words are the same either way.
    """

    def __init__(self, width: int = WIDTH, *, colour: bool = False) -> None:
        self._out = StringIO()
        self._console = Console(
            file=self._out,
            width=width,
            force_terminal=colour,
            no_color=not colour,
            color_system="standard" if colour else None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def title(self, text: str) -> None:
        """The title of the page, ruled off."""
        self.line(text, style="bold")
        self._console.print("═" * self._console.width)

    def heading(self, text: str) -> None:
        """A heading, with an empty line before it."""
        self.gap()
        self.line(text, style="bold cyan")

    def line(self, text: str, *, indent: int = 0, style: str = "", hang: int = 0) -> None:
        """A paragraph.

        Args:
            text: what it says.
            indent: columns to the left of it.
            style: of rich, shown with colour only.
            hang: further columns to the left of all lines but the first, where it wraps.
        """
        shown = Text(_held(text), style=style, overflow="fold")
        if not hang:
            self._print(shown, indent)
            return
        first, *rest = shown.wrap(self._console, max(1, self._console.width - indent - hang))
        self._print(first, indent)
        for further in rest:
            self._print(further, indent + hang)

    def item(self, label: str, text: str, *, indent: int = 2, room: int = 12) -> None:
        """A label in a column of its own, and a paragraph beside it."""
        space = max(1, self._console.width - indent - room)
        lines = Text(_held(text), overflow="fold").wrap(self._console, space)
        head = Text(_held(label), style="dim")
        head.truncate(room - 1, pad=False)
        head.append(" " * (room - head.cell_len))
        for n, further in enumerate(lines or [Text("")]):
            self._print((head if n == 0 else Text(" " * room)) + further, indent)

    def bar(self, label: str, share: float, text: str, *, room: int = 32) -> None:
        """A bar for a probability."""
        full = round(share * _BAR)
        self.item(label, "█" * full + "·" * (_BAR - full) + f"  {text}", room=room)

    def gap(self) -> None:
        """An empty line."""
        self._console.print()

    def text(self) -> str:
        """The page, without spaces at the ends of its lines."""
        lines = self._out.getvalue().translate(_FREED).split("\n")
        return "\n".join(line.rstrip() for line in lines).rstrip("\n") + "\n"

    def _print(self, text: Text, indent: int) -> None:
        self._console.print(Padding(text, (0, 0, 0, indent)) if indent else text)


def _held(text: str) -> str:
    return visible(text).translate(_HELD)
