"""Every rule of the grammar of dates: a sentence that it matches, with the value, and one that it must not match."""

from __future__ import annotations

import pytest

from sayso.reading.dating import find_timexes
from sayso.reading.dating.grammar import specs

DOC = "2026-03-18"  # a Wednesday

MATCHES: dict[str, tuple[str, str, str | None]] = {
    "iso": ("The form is dated 2025-11-07.", "2025-11-07", "2025-11-07"),
    "numeric": ("It was signed on 20/10/2025.", "20/10/2025", "2025-10-20"),
    "date": ("The pact of Nov. 7, 2019 was broken.", "Nov. 7, 2019", "2019-11-07"),
    "date with a short year": ("The note of 12 May 07, he said, was lost.", "12 May 07", "2007-05-12"),
    "date in a range": ("They met from 3 to 5 May 2019.", "3", "2019-05-03"),
    "date ending a range": ("The fair of May 3-5, 2019 was wet.", "5, 2019", "2019-05-05"),
    "first of two dates with one year": ("It lasted from 12 June to 9 August 1963.", "12 June", "1963-06-12"),
    "month and day": ("She left on Feb. 11.", "Feb. 11", "2026-02-11"),
    "day and month": ("She left on the 11th of February.", "the 11th of February", "2026-02-11"),
    "day in a range": ("They met from 3 to 5 March.", "3", "2026-03-03"),
    "day ending a range": ("They met on March 3-5.", "5", "2026-03-05"),
    "day of the month": ("She came on 2 March 2026 and left on the 9th.", "the 9th", "2026-03-09"),
    "first of two months with one year": ("Both fell in April and May 1921.", "April", "1921-04"),
    "first of two months of last year": ("It ran from June to August last year.", "June", "2025-06"),
    "month and year": ("The mine shut in late November 2019.", "late November 2019", "2019-11"),
    "month of a spelt year": ("It began in March nineteen eighty-four.", "March nineteen eighty-four", "1984-03"),
    "month": ("The mine shut in December.", "December", "2025-12"),
    "year": ("By the end of 2014 the mine had shut.", "the end of 2014", "2014"),
    "end of a span of years": ("The 2014-16 programme failed.", "16", "2016"),
    "short year": ("He came in '98.", "'98", "1998"),
    "fiscal year": ("Losses grew in fiscal 2024.", "fiscal 2024", "2024"),
    "spelt year": ("He came in nineteen ninety-six.", "nineteen ninety-six", "1996"),
    "year before Christ": ("The city fell in 312 BC.", "312 BC", "BC0312"),
    "year of our era": ("The city fell in AD 870.", "870", "0870"),
    "decade": ("Mines shut in the late 1990s.", "the late 1990s", "199"),
    "short decade": ("Mines shut in the '80s.", "the '80s", "198"),
    "century": ("The law is of the 19th century.", "the 19th century", "18"),
    "season and year": ("The law is of the summer of 1998.", "the summer of 1998", "1998-SU"),
    "season": ("Mines shut in the autumn.", "the autumn", "2025-FA"),
    "time": ("The bell rang at 5 p.m. GMT on Monday.", "5 p.m. GMT on Monday", "2026-03-16T17:00Z"),
    "hour": ("The bell rang at nine o'clock.", "nine o'clock", "2026-03-18T09:00"),
    "four digits": ("The bell rang at 1730 GMT.", "1730 GMT", "2026-03-18T17:30Z"),
    "noon": ("The bell rang at noon on Monday.", "noon on Monday", "2026-03-16T12:00"),
    "part of a day": ("The bell rang on Monday night.", "Monday night", "2026-03-16TNI"),
    "this morning": ("The bell rang last night.", "last night", "2026-03-17TNI"),
    "weekday": ("The envoy said on Friday that he was tired.", "Friday", "2026-03-13"),
    "today": ("The envoy left yesterday.", "yesterday", "2026-03-17"),
    "day from today": ("The envoy left the day before yesterday.", "the day before yesterday", "2026-03-16"),
    "last, this, next": ("The envoy left last month.", "last month", "2026-02"),
    "month of last year": ("The envoy left in June last year.", "June last year", "2025-06"),
    "last or next month by name": ("The envoy left last April.", "last April", "2025-04"),
    "last or next season": ("The envoy left last summer.", "last summer", "2025-SU"),
    "season of last year": ("The vote is due in the spring of next year.", "the spring of next year", "2027-SP"),
    "week of a day": ("The envoy was away in the week of March 2.", "the week of March 2", "2026-W10"),
    "end of a period": ("The work is to be done by the end of the month.", "the end of the month", "2026-03"),
    "end of the year": ("The work is to be done by year-end.", "year-end", "2026"),
    "the weekend": ("Shops were shut over the weekend.", "the weekend", "2026-W11-WE"),
    "ago": ("The envoy left two weeks ago.", "two weeks ago", "2026-W10"),
    "earlier or later": ("He came on 2 March 2026. Two days later he left.", "Two days later", "2026-03-04"),
    "from now": ("The bridge will open two years from now.", "two years from now", "2028"),
    "quarter": ("Sales fell in the third quarter.", "the third quarter", "2025-Q3"),
    "Q3": ("Sales fell in Q3 2024.", "Q3 2024", "2024-Q3"),
    "the quarter": ("Sales fell in the latest quarter.", "the latest quarter", "2025-Q4"),
    "half": ("Sales fell in the first half of 2024.", "the first half of 2024", "2024-H1"),
    "business year": ("Sales will fall in the next fiscal year.", "the next fiscal year", "2027"),
    "the year ended": ("Sales fell in the year ended June 30.", "the year", "P1Y"),
    "the year": ("Sales fell in the first months of the year.", "the year", "2026"),
    "holiday": ("The envoy left on Easter Monday 2025.", "Easter Monday 2025", "2025-04-21"),
    "duration": ("She has ruled for more than two decades.", "more than two decades", "P20Y"),
    "past or next duration": ("She has been away for the past two weeks.", "the past two weeks", "P2W"),
    "vague duration": ("She was away for several months.", "several months", "PXM"),
    "duration of one": ("She was away for half an hour.", "half an hour", "PT30M"),
    "unnumbered duration": ("She was away for years.", "years", "PXY"),
    "so long": ("It was a day-long meeting.", "day-long", "P1D"),
    "every": ("They meet every Monday.", "every Monday", "XXXX-WXX-1"),
    "daily": ("They meet daily.", "daily", "P1D"),
    "so many times": ("They meet twice a month.", "twice a month", "P1M"),
    "weekdays": ("They meet on Tuesdays.", "Tuesdays", "XXXX-WXX-2"),
    "time before another": ("It is open from 7 p.m. to 9 p.m. on Friday, 20 March.", "7 p.m.", "2026-03-20T19:00"),
    "time of the day after": ("He fell at 23:40 on 2 March 2026 and again at 7 a.m. the next morning.", "7 a.m. the next morning", "2026-03-03T07:00"),
    "set at a time": ("They meet every Tuesday at 8 p.m.", "every Tuesday at 8 p.m.", "XXXX-WXX-2T20:00"),
    "weekday last or next": ("They vote on Monday next on the plan.", "Monday next", "2026-03-23"),
    "weekday week": ("Parliament returns on Monday week.", "Monday week", "2026-03-30"),
    "a week on a weekday": ("They fly to Velia a week on Friday.", "a week on Friday", "2026-03-27"),
    "weekdays ago": ("It began two Mondays ago.", "two Mondays ago", "2026-03-09"),
    "so long ago today": ("She died a week ago today.", "a week ago today", "2026-03-11"),
    "weekday before last": ("She died on the Sunday before last.", "the Sunday before last", "2026-03-08"),
    "the weekday": ("The crews came on the Friday and left.", "Friday", None),
    "weekday of a month": ("It opens on the first Monday of August.", "the first Monday of August", "2026-08-03"),
    "weekday of every month": ("They meet on the first Monday of every month.", "the first Monday of every month", None),
    "part of a month": ("They met in the last week of January 2026.", "the last week of January 2026", "2026-01"),
    "period before last": ("It began the summer before last.", "the summer before last", "2024-SU"),
    "quarter by its last month": ("Sales fell in the December quarter.", "the December quarter", "2025-Q4"),
    "now": ("She is now the minister.", "now", "PRESENT_REF"),
    "recently": ("She was there recently.", "recently", "PAST_REF"),
    "the future": ("It may open in the near future.", "the near future", "FUTURE_REF"),
}

MISSES: dict[str, str] = {
    "iso": "The code is 2025-11-073.",
    "numeric": "Version 3.11.7 is out, by a vote of 3/4.",
    "date": "In May 30 million 2019 coins were struck.",
    "date with a short year": "On 12 May 30 people came.",
    "date in a range": "Of 3 to 5 tons, 2019 had the most.",
    "date ending a range": "Between 3 and 5 of 2019 ships sank.",
    "first of two dates with one year": "He left on 12 June.",
    "month and day": "In May 30 million came.",
    "day and month": "The second marched on.",
    "day in a range": "They met from 3 to 5 villages.",
    "day ending a range": "On March 3 to 5 villages they went.",
    "day of the month": "He finished the 9th chapter.",
    "first of two months with one year": "Both fell in April and May.",
    "first of two months of last year": "June to August had the best weeks.",
    "month and year": "They may 2019 times ask.",
    "month of a spelt year": "In March nineteen ships sank.",
    "month": "They may march to the mine; Theresa May said so.",
    "year": "Some 2014 soldiers and 1990 homes, flight 1999, Room 2010, $1998.",
    "end of a span of years": "Built in 1914-1918.",
    "short year": "The '98 was in quotes: '98'.",
    "fiscal year": "Fiscal rules for 2024.",
    "spelt year": "Nineteen ships and ninety-six boats.",
    "year before Christ": "The 312 barons of BCG.",
    "year of our era": "An ad for 870 coins.",
    "decade": "They sold 1990 skis.",
    "short decade": "A man in his eighties.",
    "century": "A 19th attempt, of the Century Club.",
    "season and year": "The summer holidays.",
    "season": "Prices fall and spring up.",
    "time": "They won 3:16 in the end, of 5 parties.",
    "hour": "Nine clocks stood still.",
    "four digits": "Some 1730 boats.",
    "noon": "Noonan left.",
    "part of a day": "The night was dark.",
    "this morning": "An overnight success.",
    "weekday": "He sat in the sun.",
    "today": "Yesteryear is gone.",
    "day from today": "The day before the vote.",
    "last, this, next": "The last word and the next step.",
    "month of last year": "June was wet.",
    "last or next month by name": "The last march was long.",
    "last or next season": "The last fallacy.",
    "season of last year": "The spring of hope.",
    "week of a day": "The week of the vote.",
    "end of a period": "The end of the road.",
    "end of the year": "The dead end.",
    "the weekend": "Weekend papers.",
    "ago": "Long ago it rained.",
    "earlier or later": "She came two days before the vote.",
    "from now": "She came from nowhere.",
    "quarter": "The third quartermaster.",
    "Q3": "Q7 is a line.",
    "the quarter": "A quarter of the town.",
    "half": "The first half of the match.",
    "business year": "The fiscal rules of the year.",
    "the year ended": "The war ended.",
    "the year": "Player of the year.",
    "holiday": "The Christmas tree fell.",
    "duration": "She is 75 years old, with a three-quarters majority.",
    "past or next duration": "The past is another country.",
    "vague duration": "Several men left.",
    "duration of one": "A day like no other.",
    "unnumbered duration": "Years went by.",
    "so long": "A mile-long queue.",
    "every": "Every one of the men left.",
    "daily": "She reads the Daily Lamp.",
    "so many times": "Once upon a hill.",
    "weekdays": "Monday Holdings rose.",
    "time before another": "It is open from 7 to 9.",
    "time of the day after": "The next morning was dark.",
    "set at a time": "They met on Tuesday at 8 p.m.",
    "weekday last or next": "They vote on Monday next week.",
    "weekday week": "She spent a Monday weeks ago.",
    "a week on a weekday": "The shop closed for a week on Friday.",
    "weekdays ago": "It began on Mondays.",
    "so long ago today": "She died a week ago.",
    "weekday before last": "She died on Sunday before noon.",
    "the weekday": "The crews lost the Friday vote.",
    "weekday of a month": "It opens on the first Monday.",
    "weekday of every month": "They meet every month.",
    "part of a month": "They met last week.",
    "period before last": "It began last summer.",
    "quarter by its last month": "Sales fell in December.",
    "now": "Support Now; a now-famous man.",
    "recently": "The past of the town.",
    "the future": "The future of the town.",
}


def _rules() -> list[str]:
    """The names of the rules."""
    return list(dict.fromkeys(spec.name for spec in specs()))


def _base(rule: str) -> str:
    """A rule's name without the note behind it."""
    return rule.split(" (", maxsplit=1)[0]


def test_every_rule_has_both_sentences() -> None:
    assert set(_rules()) == set(MATCHES) == set(MISSES)


@pytest.mark.parametrize("rule", MATCHES)
def test_rule_matches(rule: str) -> None:
    sentence, words, value = MATCHES[rule]
    found = [t for t in find_timexes(sentence, document_date=DOC) if _base(t.rule) == rule]
    assert [(sentence[t.start : t.end], t.value) for t in found][:1] == [(words, value)]


@pytest.mark.parametrize("rule", MISSES)
def test_rule_leaves_alone(rule: str) -> None:
    found = find_timexes(MISSES[rule], document_date=DOC)
    assert rule not in [_base(t.rule) for t in found]
