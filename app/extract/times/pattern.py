"""How times are written: one pattern, a named group for each sort."""

from __future__ import annotations

import re

WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
COUNTS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        1,
    )
}

_FULL_MONTH = "|".join(month.capitalize() for month in MONTHS)
_SHORT_MONTH = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_MONTH = rf"(?:(?:{_FULL_MONTH})\b|(?:{_SHORT_MONTH})\b\.?)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]\d\d|20\d\d)(?!\s?B\.?C)"
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_PART = r"(?:(?i:early|late|mid)[\s-])?"
_WHEN = r"(?:(?i:early|late|earlier|later)\s)?"
_COUNT = rf"(?i:\d{{1,9}}|a\scouple\sof|an?|{'|'.join(COUNTS)})"

PATTERN = re.compile(
    rf"""(?<![\w$€£])(?<!\d\.)(?:
      (?P<iso>{_YEAR}-\d\d-\d\d)
    | (?P<dmy>(?:(?i:on)\s)?(?:the\s)?(?P<d1>{_DAY})\s(?:of\s)?(?P<m1>{_MONTH})(?:,?\s(?P<y1>{_YEAR}))?)
    | (?P<mdy>(?:(?i:on)\s)?(?P<m2>{_MONTH})\s(?P<d2>{_DAY})(?:,?\s(?P<y2>{_YEAR}))?)
        (?!\d|\sand\s\d\d?,\s{_YEAR})
    | (?P<since>(?i:since)\s(?:{_PART}(?P<since_month>{_MONTH})(?:\s(?P<since_year>{_YEAR}))?
        |(?P<since_bare>{_YEAR})|(?:(?:last|this)\s)?(?P<since_day>{_WEEKDAY})|(?P<since_yesterday>yesterday)
        |(?P<since_last>last)\s(?P<since_unit>week|month|year)
        |(?:last|the)\s(?P<since_weekend>weekend)))
    | (?P<deadline>(?i:by|until|till)\s(?:next\s)?(?P<deadline_day>{_WEEKDAY}))
    | (?P<weekday>{_WHEN}(?:(?i:on)\s)?
        (?:(?P<which>(?i:last|next|this))\s)?(?<!the\sfollowing\s)(?<!the\sprevious\s)(?P<name>{_WEEKDAY})
        (?:\s(?:morning|afternoon|evening|night))?)
    | (?P<years>(?:(?P<pair>(?i:between))|(?i:from))\s(?P<y5>{_YEAR})\s
        (?:to|until|(?(pair)and|to))\s(?P<y6>{_YEAR}))
    | (?P<months>(?:(?P<pair2>(?i:between))|(?i:from))\s(?P<m4>{_MONTH})\s(?:to|until|(?(pair2)and|to))\s
        (?P<m5>{_MONTH})(?:\s(?P<y7>{_YEAR}))?)
    | (?P<end>(?P<end_how>(?i:by|before|at|until))\sthe\send\sof\s(?:(?P<end_rel>the|this|last|next)\s
        (?P<end_unit>week|month|year)|(?P<end_year>{_YEAR})|(?P<end_month>{_MONTH})(?:\s(?P<end_in>{_YEAR}))?))
    | (?P<month>(?P<month_how>(?i:as\s(?:early|late)\sas|in|during|by|until|throughout))\s{_PART}
        (?:(?P<month_which>last|next|this)\s)?(?P<m3>{_MONTH})(?:\s(?P<y3>{_YEAR}))?)
    | (?P<bare_month>{_PART}(?P<m6>{_MONTH})\s(?P<y8>{_YEAR}))
    | (?P<which_month>(?P<which_one>(?i:last|next|this))\s(?P<m7>{_MONTH}))
    | (?P<decade>(?:(?i:in|during)\s)?the\s{_PART}(?P<first_year>{_YEAR})s)
    | (?P<year>(?P<year_how>(?i:in|during|by|until|of|throughout))\s{_PART}(?P<y4>{_YEAR}))(?!\s?[-–]\s?\d)
    | (?P<ago>{_PART}(?P<n>{_COUNT})\s(?P<unit>day|week|month|year)s?\sago)
    | (?P<period>{_WHEN}(?P<rel>(?i:this|last|next))\s(?P<what>week|month|year|weekend)(?!['’]s\s\w+\sof))
    | (?P<weekend>(?i:over|at|during|on)\sthe\sweekend|(?i:the|this)\spast\sweekend)
    | (?P<recent>(?i:in|over|during|for|within)\sthe\s(?:last|past)\s
        (?:(?P<how_many>{_COUNT}|few|several)\s)?(?P<span>hour|day|week|month|year)s?
      |(?i:in|over|during)\srecent\s(?P<lately>day|week|month|year)s)
    | (?P<today>(?<!of\s)(?i:today(?!['’]s)|yesterday|tomorrow|tonight))
    )(?!\w)""",
    re.VERBOSE,
)
"""Months and weekdays need their capital ("may", "march"); all other words may begin a sentence."""
