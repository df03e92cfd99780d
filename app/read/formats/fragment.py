"""Text out of a piece of HTML that is all article: a feed's content, a body in JSON."""

from __future__ import annotations

import re
from html.parser import HTMLParser

# fmt: off
BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
        "main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
    }
)
UNSEEN = frozenset(
    {
        "script", "style", "template", "noscript", "head", "title", "iframe", "object", "svg",
        "math", "audio", "video", "button", "select",
    }
)
# fmt: on
_MARKUP = re.compile(
    r"</?(p|br|div|a|em|strong|b|i|span|ul|ol|li|h[1-6]|blockquote|img)\b[^<>]*>|&(#\w+|[a-z]{2,8});"
)


class _Lines(HTMLParser):
    """Collects what a reader sees, a line for each block."""

    def __init__(self, unseen: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.unseen = unseen
        self.parts: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line with a block, and look away from what is not shown."""
        del attrs
        if tag in self.unseen:
            self.hidden.append(tag)
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a line with a block."""
        if tag in self.hidden:
            del self.hidden[self.hidden.index(tag) :]
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep words that are shown, their blanks as a browser shows them."""
        if not self.hidden:
            self.parts.append(re.sub(r"[ \t\r\n\f]+", " ", data))


def has_markup(text: str) -> bool:
    """Tell whether a value that should be plain text is written in HTML."""
    return bool(_MARKUP.search(text))


def fragment_text(html: str, *, also_unseen: frozenset[str] = frozenset()) -> str:
    r"""Give the lines that a reader of the fragment sees.

    >>> fragment_text("<p>One &amp; <b>two</b>.</p><p>Three.</p>")
    'One & two.\nThree.'
    """
    parser = _Lines(UNSEEN | also_unseen)
    parser.feed(html)
    parser.close()
    lines = (re.sub(" +", " ", line).strip(" ") for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line)
