"""Answers kept in files, so that the same words are paid for once and read the same way again."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path

from app.extract.chat.request import PROMPT_VERSION


class Cache:
    """A folder of JSON files, one an answer, each named by a hash of the words, the model and the prompt."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, text: str, model: str) -> str | None:
        """Give the answer kept for these words; a file that cannot be read counts as none."""
        try:
            kept = json.loads(self._path(text, model).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        answer = kept.get("answer") if isinstance(kept, dict) else None
        return answer if isinstance(answer, str) else None

    def put(self, text: str, model: str, answer: str) -> None:
        """Keep an answer; other threads and processes see all of it or nothing."""
        path = self._path(text, model)
        path.parent.mkdir(parents=True, exist_ok=True)
        written = json.dumps({"model": model, "prompt": PROMPT_VERSION, "answer": answer})
        descriptor, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(written)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)

    def _path(self, text: str, model: str) -> Path:
        key = hashlib.sha256(json.dumps([text, model, PROMPT_VERSION]).encode()).hexdigest()
        return self._folder / key[:2] / f"{key}.json"
