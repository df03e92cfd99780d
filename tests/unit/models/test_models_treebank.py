"""A treebank's trees become trees over our units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.train.treebank import PART, documents, read, tree

if TYPE_CHECKING:
    from pathlib import Path

DON = """\
# newdoc id = a
# text = They didn't sink it.
1\tThey\tthey\tPRON\t_\t_\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\t_\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\t_\t_\t4\tadvmod\t_\t_
4\tsink\tsink\tVERB\t_\t_\t0\troot\t_\t_
5\tit\tit\tPRON\t_\t_\t4\tobj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_
"""
CAN = """\
# newpar
# text = It cannot be sunk by rain
1\tIt\tit\tPRON\t_\t_\t5\tnsubj:pass\t_\t_
2-3\tcannot\t_\t_\t_\t_\t_\t_\t_\t_
2\tcan\tcan\tAUX\t_\t_\t5\taux\t_\t_
3\tnot\tnot\tPART\t_\t_\t5\tadvmod\t_\t_
4\tbe\tbe\tAUX\t_\t_\t5\taux:pass\t_\t_
5\tsunk\tsink\tVERB\t_\t_\t0\troot\t_\t_
6\tby\tby\tADP\t_\t_\t7\tcase\t_\t_
7\train\train\tNOUN\t_\t_\t5\tobl:agent\t_\t_
"""
NMOD = """\
# newdoc id = b
# text = top-ten list
1\ttop\ttop\tADJ\t_\t_\t3\tamod\t_\tSpaceAfter=No
2\t-\t-\tPUNCT\t_\t_\t3\tpunct\t_\tSpaceAfter=No
3\tten\tten\tNUM\t_\t_\t4\tnummod:gov\t_\t_
4\tlist\tlist\tNOUN\t_\t_\t0\troot\t_\t_
"""


def rows(folder: Path, *blocks: str) -> list[list[tuple[str, str, str]]]:
    path = folder / "made.conllu"
    path.write_text("\n".join(blocks), encoding="utf-8")
    found = []
    for made in documents(list(read(path))):
        words = [unit.word for unit in made.units]
        found.append(
            [
                (word, relation, words[head] if head >= 0 else "")
                for word, head, relation in zip(words, made.heads, made.relations, strict=True)
            ]
        )
    return found


def test_a_word_of_several_units_hangs_together(tmp_path: Path) -> None:
    assert rows(tmp_path, DON) == [
        [
            ("They", "nsubj", "sink"),
            ("didn", "aux", "sink"),
            ("'", "advmod", "sink"),
            ("t", PART, "'"),
            ("sink", "root", ""),
            ("it", "obj", "sink"),
            (".", "punct", "sink"),
        ]
    ]


def test_a_unit_of_several_words_stands_for_the_first_and_subtypes_that_matter_stay(tmp_path: Path) -> None:
    assert rows(tmp_path, CAN) == [
        [
            ("It", "nsubj:pass", "sunk"),
            ("cannot", "aux", "sunk"),
            ("be", "aux:pass", "sunk"),
            ("sunk", "root", ""),
            ("by", "case", "rain"),
            ("rain", "obl:agent", "sunk"),
        ]
    ]


def test_documents_are_apart_and_sentences_of_one_are_together(tmp_path: Path) -> None:
    first, second = rows(tmp_path, DON, CAN, NMOD)
    assert [word for word, relation, _ in first if relation == "root"] == ["sink", "sunk"]
    assert second[2] == ("ten", "nummod", "list")


def test_each_word_knows_its_unit(tmp_path: Path) -> None:
    path = tmp_path / "made.conllu"
    path.write_text(CAN, encoding="utf-8")
    made = tree(list(read(path)))
    assert made.words == [[0, 1, -1, 2, 3, 4, 5]]
    assert made.sentences == [0] * 6
