"""The data files that ship with the package: their shape, and the rules that their README states."""

from __future__ import annotations

import re
from collections import defaultdict
from importlib import resources

import pytest

Row = dict[str, str]

HEADERS = {
    "outlets.tsv": ("name", "aliases", "kind", "family", "country", "domain", "ambiguous"),
    "metonyms.tsv": ("surface", "entity", "kind", "country"),
    "countries.tsv": ("name", "aliases", "demonyms", "country", "government"),
    "regions.tsv": ("name", "aliases", "kind", "country"),
    "titles.tsv": ("title", "kind", "gender", "holds"),
    "institutions.tsv": ("name", "aliases", "kind", "country"),
    "given_names.tsv": ("name", "gender"),
    "groups.tsv": ("noun", "singular", "kind"),
    "unnamed.tsv": ("surface", "kind", "capacity"),
    "documents.tsv": ("noun", "plural", "kind"),
    "given_forms.tsv": ("gender", "forms"),
    "common_surnames.tsv": ("area", "most", "many"),
    "transcriptions.tsv": ("language", "countries"),
    "role_fields.tsv": ("field", "open", "nouns"),
}
LEAST = {
    "outlets.tsv": 380,
    "metonyms.tsv": 200,
    "countries.tsv": 197,
    "regions.tsv": 300,
    "titles.tsv": 250,
    "institutions.tsv": 240,
    "given_names.tsv": 1200,
    "groups.tsv": 120,
    "unnamed.tsv": 100,
    "documents.tsv": 100,
    "given_forms.tsv": 200,
    "common_surnames.tsv": 12,
    "transcriptions.tsv": 8,
    "role_fields.tsv": 10,
}
ALLOWED = {
    ("outlets.tsv", "kind"): "agency newspaper broadcaster magazine site state-media",
    ("outlets.tsv", "ambiguous"): "0 1",
    ("metonyms.tsv", "kind"): "capital seat building",
    ("regions.tsv", "kind"): "state region city",
    ("titles.tsv", "kind"): "honorific office spokesperson rank profession clergy royalty kin",
    ("titles.tsv", "holds"): "0 1",
    ("institutions.tsv", "kind"): "ministry party court police military company ngo international parliament bank union"
    " university head-noun",
    ("given_names.tsv", "gender"): "m f u",
    ("groups.tsv", "kind"): "official security expert political public witness family business press religious aid unnamed",
    ("unnamed.tsv", "kind"): "noun phrase",
    ("unnamed.tsv", "capacity"): "unstated insider official diplomat aide political family witness business expert legal police"
    " military intelligence security medical press friend public anonymity none",
    ("given_forms.tsv", "gender"): "m f",
    ("role_fields.tsv", "open"): "0 1",
    ("documents.tsv", "kind"): "report poll data message legal law record media",
}
BRACKETED = re.compile(r" \([^()]*\)$")


def _lines(name: str) -> list[str]:
    text = (resources.files("sayso.data") / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _rows(name: str) -> list[Row]:
    header, *body = _lines(name)
    columns = header.split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in body]


def _listed(cell: str) -> list[str]:
    return cell.split(";") if cell else []


def _key(surface: str) -> str:
    return BRACKETED.sub("", surface).casefold().removeprefix("the ")


@pytest.mark.parametrize("name", HEADERS)
def test_header_and_column_counts(name: str) -> None:
    lines = _lines(name)
    assert tuple(lines[0].split("\t")) == HEADERS[name]
    assert {line.count("\t") for line in lines} == {len(HEADERS[name]) - 1}
    assert len(lines) - 1 >= LEAST[name]


@pytest.mark.parametrize("name", HEADERS)
def test_cells_are_trimmed_and_names_unique(name: str) -> None:
    rows = _rows(name)
    assert all(cell == cell.strip() and "  " not in cell for row in rows for cell in row.values())
    names = [row[HEADERS[name][name == "given_forms.tsv"]] for row in rows]
    assert all(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("name", "column"), ALLOWED)
def test_only_allowed_values(name: str, column: str) -> None:
    allowed = set(ALLOWED[name, column].split())
    assert {row[column] for row in _rows(name)} <= allowed


@pytest.mark.parametrize("name", [name for name, header in HEADERS.items() if "country" in header])
def test_country_codes(name: str) -> None:
    # Kosovo has no assigned code; XK is the user-assigned one in common use.
    codes = {row["country"] for row in _rows(name)}
    assert all(re.fullmatch("[A-Z]{2}|", code) for code in codes)
    assert name != "countries.tsv" or "" not in codes


@pytest.mark.parametrize("name", ["outlets.tsv", "countries.tsv", "regions.tsv", "institutions.tsv"])
def test_aliases_are_distinct(name: str) -> None:
    for row in _rows(name):
        aliases = _listed(row["aliases"])
        assert all(aliases), row
        assert len(aliases) == len(set(aliases)), row
        assert BRACKETED.sub("", row["name"]) not in aliases or BRACKETED.search(row["name"]), row


def test_no_two_outlets_share_a_name_unless_both_are_ambiguous() -> None:
    holders: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in _rows("outlets.tsv"):
        for surface in [row["name"], *_listed(row["aliases"])]:
            holders[_key(surface)][row["name"]] = row
    shared = {key: rows for key, rows in holders.items() if len(rows) > 1}
    assert not {key: list(rows) for key, rows in shared.items() if any(row["ambiguous"] == "0" for row in rows.values())}


def test_domains_are_bare_hosts() -> None:
    domains = [row["domain"] for row in _rows("outlets.tsv") if row["domain"]]
    assert all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain) for domain in domains)
    assert not [domain for domain in domains if domain.startswith("www.")]


def test_genders_and_lower_case() -> None:
    assert {row["gender"] for row in _rows("titles.tsv")} <= {"m", "f", ""}
    for name in ("titles.tsv", "groups.tsv", "unnamed.tsv", "documents.tsv"):
        first = HEADERS[name][0]
        assert not [row[first] for row in _rows(name) if row[first] != row[first].lower()]


def test_every_country_has_a_metonym_and_no_given_name_is_a_place() -> None:
    countries = {row["country"] for row in _rows("countries.tsv")}
    metonyms = _rows("metonyms.tsv")
    assert not countries - {row["country"] for row in metonyms}
    places = {row["surface"] for row in metonyms} | {row["name"] for name in ("countries.tsv", "regions.tsv") for row in _rows(name)}
    # Two capitals that are far more often women's first names when a surname follows.
    assert {row["name"] for row in _rows("given_names.tsv")} & places <= {"Sofia", "Victoria"}


def test_linking_tables_are_folded() -> None:
    cells = [row["forms"].replace("|", " ") for row in _rows("given_forms.tsv")] + [f"{row['most']} {row['many']}" for row in _rows("common_surnames.tsv")]
    assert not [word for cell in cells for word in cell.split() if not re.fullmatch("[a-z]+", word)]


def test_institutions_have_enough_heads_and_names() -> None:
    kinds = [row["kind"] for row in _rows("institutions.tsv")]
    assert kinds.count("head-noun") >= 90
    assert len(kinds) - kinds.count("head-noun") >= 150
