"""The attribution step on a chat endpoint; it also tells what does not stand in the text."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from app.errors import ExtractorError
from app.extract.base import Found
from app.extract.chat.answer import read_message
from app.extract.chat.budget import Budget
from app.extract.chat.parts import split
from app.extract.chat.places import place
from app.extract.chat.request import most_tokens

if TYPE_CHECKING:
    from app.domain.article import Article
    from app.extract.chat.answer import Told
    from app.extract.chat.cache import Cache
    from app.extract.chat.endpoint import Endpoint

log = logging.getLogger(__name__)

SHORTEST, FEWEST = 40, 20
"""An attribution for each 40 characters, and 20 more: beyond that an answer repeats itself without end."""


class ChatAttribution:
    """Asks for attributions part by part, and believes what stands in the text."""

    def __init__(self, endpoint: Endpoint, cache: Cache, *, run: Budget, article_tokens: int) -> None:
        self._endpoint = endpoint
        self._cache = cache
        self._run = run
        self._article_tokens = article_tokens

    def find(self, article: Article) -> Found:
        """Give what stands in the text, and what was told but does not; ExtractorError if all is in doubt."""
        parts = list(split(article.text))
        answers = [self._kept(span.of(article.text)) for span in parts]
        budget = Budget(self._article_tokens, name="one article")
        most = sum(
            most_tokens(span.of(article.text))
            for span, answer in zip(parts, answers, strict=True)
            if answer is None
        )
        budget.take(most)  # before the first request, so that nothing is paid for in vain
        budget.settle(most, 0)
        found = []
        for span, kept in zip(parts, answers, strict=True):
            told = self._asked(span.of(article.text), budget) if kept is None else kept
            found.append(place(article.text, span, told))
        return Found(
            attributions=tuple(
                sorted(
                    (one for part in found for one in part.attributions),
                    key=lambda one: (one.content, one.cue),
                )
            ),
            unfound=tuple(one for part in found for one in part.unfound),
        )

    def _kept(self, text: str) -> tuple[Told, ...] | None:
        """Give the answer of an earlier time, unless its file was damaged since."""
        message = self._cache.get(text, self._endpoint.model)
        if message is None:
            return None
        try:
            return read_message(message)
        except ExtractorError:
            return None

    def _asked(self, text: str, budget: Budget) -> tuple[Told, ...]:
        message = self._endpoint.ask(text, (budget, self._run))
        told = read_message(message)
        if len(told) > FEWEST + len(text) // SHORTEST:
            words = f"the chat endpoint tells {len(told)} attributions of {len(text)} characters"
            raise ExtractorError(words)
        try:
            self._cache.put(text, self._endpoint.model, message)
        except OSError as error:  # it is paid for and read; the next time it has to be paid for again
            log.warning("an answer could not be kept error=%s", error)
        return told
