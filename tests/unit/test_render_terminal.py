import io
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from sayso.attribution import ATTRIBUTIONS, Attribution
from sayso.document import Document, Reading, Span
from sayso.render.explaining import explanation
from sayso.render.explaining import rows as explanation_rows
from sayso.render.symbols import one_line, shortened, visible
from sayso.render.terminal import brief, console_for, full, header, listing, report, rows
from sayso.views.explanation import explain
from sayso.views.reading import ReportLine, reading_view


def shown(renderable: object, *, width: int = 100, colour: bool | None = None) -> str:
    out = io.StringIO()
    console = console_for(out, colour=colour)
    console.width = width
    console.print(renderable)
    return out.getvalue()


def test_a_report_is_shown_with_table_chains_people_dates_and_appearances(harbour: Reading) -> None:
    text = shown(full(reading_view(harbour), 100))
    assert "Mayor Ana Brod denied¹ on Tuesday" in text
    assert "└── a clerk promise [3] to close the port" in text
    for words in ("STATEMENTS", "CHAINS", "PEOPLE", "DATES", "APPEARANCES", "4 statements by 3 sources", "expected"):
        assert words in text


def test_narrow_terminals_keep_the_essential_columns(harbour: Reading) -> None:
    text = shown(full(reading_view(harbour), 60), width=60)
    assert "quotation" not in text
    assert all(len(line) <= 60 for line in text.splitlines())


def test_colour_is_there_only_where_it_is_wanted(harbour: Reading) -> None:
    view = reading_view(harbour)
    assert "\x1b" not in shown(full(view))
    assert "\x1b[" in shown(full(view), colour=True)


def test_rows_are_one_line_each_with_a_cell_for_each_column(harbour: Reading) -> None:
    lines = list(rows(reading_view(harbour)))
    assert len(lines) == 4
    assert all(line.count("\t") == header().count("\t") and "\n" not in line for line in lines)
    assert lines[2].split("\t")[3:6] == ["a clerk", "Harbour Post › Ana Brod › the Gull", "promise"]


def test_several_reports_are_listed(harbour: Reading) -> None:
    view = reading_view(harbour)
    assert "Harbour Post" in shown(listing([ReportLine("a.html", view.head, view.summary)]))
    assert "4 statements" in shown(brief(view))
    assert "no statements" in shown(brief(reading_view(Reading(Document("Fog.")))))


def test_explanations_are_shown_and_piped(harbour: Reading) -> None:
    for wanted in ("1", "b4", "e1", "t1", "v1", "p1"):
        found = explain(harbour, wanted)
        assert found.id in shown(explanation(found))
        assert all(line.count("\t") == 2 for line in explanation_rows(found))


def test_symbols_stand_for_what_would_act() -> None:
    assert visible("a\x1b[31m\x07\x00\r\x7f\x9b\u202e\ud800\u2028\t\n") == "a␛[31m␇␀␍␡␦␦\ufffd␤\t\n"
    assert visible("שלום \U0001f469\u200d\U0001f680 é e\u0301") == "שלום \U0001f469\u200d\U0001f680 é e\u0301"
    assert one_line(" a\n\tb\x00 ") == "a b␀"
    assert shortened("one two three", 9) == "one two…"
    assert shortened("onetwothree", 5) == "onet…"
    assert shortened("one", 5) == "one"


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from("\x00\x1b\x9b\x07\r\n[]:/ \ud800")), max_size=40))
def test_no_text_can_act_on_a_terminal(text: str) -> None:
    a = Attribution("a1", (Span(0, len(text) // 2),), (), (Span(len(text) // 2, len(text)),))
    view = reading_view(Reading(Document(text)).with_layer(ATTRIBUTIONS, [a]))
    out = io.StringIO()
    Console(file=out, width=200, markup=False, highlight=False, emoji=False).print(full(view, 200))
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in out.getvalue().replace("\n", ""))
    # a carriage return between blocks is part of a line break there
    assert report(view).plain.replace("¹", "").replace("␍", " ").split() == visible(text).replace("¹", "").replace("␍", " ").split()
