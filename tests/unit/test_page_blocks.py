"""What each block of a page is: one invented page with every kind, and the hard cases one by one."""

from __future__ import annotations

from sayso.block import KINDS, Block
from sayso.furniture import SORTS
from sayso.intake.page import read_page

PARAGRAPHS = (
    "The ferry between Velden and Marrow stopped running on Tuesday, the harbour master, Ilse Brandt, told the town council.",
    "“We found a crack in the hull on Monday night,” Ms Brandt said, and added that nobody had been in danger at any time.",
    "The operator, Nordlinie, denied that the ship was badly maintained, and said that an inspection in May had found no fault.",
    "Residents of Marrow said they had been told nothing, and that the last boat had left without forty people who were waiting.",
    "The council will meet again on Friday, when it expects a report from the shipyard, according to a statement on its website.",
)
PAGE = f"""<html lang="en-GB"><head><title>Ferry stops after crack is found | The Velden Post</title>
<meta property="og:title" content="Ferry stops after crack is found">
<meta property="og:description" content="Islanders are cut off until Friday at least">
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article>
<h1>Ferry stops after crack is found</h1>
<p class="standfirst">Islanders are cut off until Friday at least</p>
<div class="byline">By Ana Ruiz</div><time datetime="2031-05-06">6 May 2031</time>
<figure><img src="a.jpg" alt=""><figcaption><button>open image in gallery</button>The ferry at its berth in Velden on Tuesday
<span class="credit">Jo Lund/Nordfoto</span></figcaption></figure>
<div class="text">
<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>
<div class="newsletter-box"><p>Sign up for our free newsletter and get the news delivered to your inbox</p></div>
<h2>No fault in May</h2>
<p>{PARAGRAPHS[2]}</p>
<p><a href="/x">Read more: The quay that nobody wanted</a></p>
<aside class="pull-quote"><p>We found a crack in the hull on Monday night</p></aside>
<p>{PARAGRAPHS[3]}</p>
<blockquote><p>The Marrow line is closed until further notice, and tickets bought for this week stay valid until June.
</p></blockquote>
<ul><li>The ship was built in 2009 and carries two hundred people.</li><li>It was last overhauled in the spring of 2029.</li></ul>
<p>{PARAGRAPHS[4]}</p>
<p>Correction: an earlier version of this article gave a wrong age for the ship.</p>
</div>
</article></main>
<div class="related-stories"><h3>More stories</h3>
<ul><li><a href="/y">Harbour fees to rise by a tenth next year</a></li></ul></div>
<section class="comments"><p>What a shame, I love that old boat so very much</p></section>
<div class="cookie-banner">We use cookies to improve this site <button>Accept all</button></div>
<div>Our journalism is reader-funded. Please consider donating: your support makes all the difference.</div>
<footer>© 2031 The Velden Post. All rights reserved.</footer>
</body></html>"""


def read(markup: str) -> dict[str, Block]:
    document, blocks = read_page(markup.encode(), where="page.html")
    return {document[block.span]: block for block in blocks}


def kinds(markup: str) -> dict[str, str]:
    return {text: block.kind for text, block in read(markup).items()}


def test_each_kind_of_block() -> None:
    found = kinds(PAGE)
    assert found["Ferry stops after crack is found"] == "headline"
    assert found["Islanders are cut off until Friday at least"] == "standfirst"
    assert found["By Ana Ruiz"] == "byline"
    assert found["6 May 2031"] == "date"
    assert found["The ferry at its berth in Velden on Tuesday"] == "caption"
    assert found["Jo Lund/Nordfoto"] == "credit"
    assert all(found[paragraph] == "body" for paragraph in PARAGRAPHS)
    assert found["No fault in May"] == "heading"
    assert found["The ship was built in 2009 and carries two hundred people."] == "list"
    assert found["Correction: an earlier version of this article gave a wrong age for the ship."] == "correction"
    assert next(kind for text, kind in found.items() if text.startswith("The Marrow line")) == "quotation"


def test_each_sort_of_furniture() -> None:
    found = {text: (block.kind, block.detail) for text, block in read(PAGE).items()}
    assert found["open image in gallery"] == ("furniture", "gallery")
    assert found["Home"] == ("furniture", "nav")
    assert found["Sign up for our free newsletter and get the news delivered to your inbox"] == ("furniture", "newsletter")
    assert found["Read more: The quay that nobody wanted"] == ("furniture", "read-more")
    assert found["More stories"] == ("furniture", "related")
    assert found["Harbour fees to rise by a tenth next year"] == ("furniture", "related")
    assert found["What a shame, I love that old boat so very much"] == ("furniture", "comments")
    assert found["We use cookies to improve this site"] == ("furniture", "cookie")
    assert found["© 2031 The Velden Post. All rights reserved."] == ("furniture", "legal")
    assert next(v for t, v in found.items() if t.startswith("Our journalism")) == ("furniture", "appeal")
    assert all(block.detail in SORTS for block in read(PAGE).values() if block.kind == "furniture")


def test_a_pull_quote_is_not_told_twice() -> None:
    block = read(PAGE)["We found a crack in the hull on Monday night"]
    assert block.kind == "furniture"
    assert block.votes[-1].voter == "twin"


def test_a_copy_for_another_screen_is_not_told_twice() -> None:
    twin = f'<div class="mobile-only"><p>{PARAGRAPHS[1]}</p></div>'
    document, blocks = read_page(PAGE.replace("<h2>", twin + "<h2>").encode(), where="page.html")
    told = [block.kind for block in blocks if document[block.span] == PARAGRAPHS[1]]
    assert sorted(told) == ["body", "furniture"]


def test_every_block_has_votes_and_a_known_kind() -> None:
    for block in read(PAGE).values():
        assert block.kind in KINDS
        assert block.votes
        assert all(0 <= vote.weight <= 1 for vote in block.votes)


def test_the_strongest_vote_decides() -> None:
    block = read(PAGE)[PARAGRAPHS[0]]
    assert max(block.votes, key=lambda vote: vote.weight).kind == block.kind


def test_a_label_that_runs_into_a_caption_is_split_off() -> None:
    markup = PAGE.replace("<button>open image in gallery</button>", "open image in gallery ")
    found = kinds(markup)
    assert found["The ferry at its berth in Velden on Tuesday"] == "caption"
    assert next(kind for text, kind in found.items() if text.startswith("open image")) == "furniture"


def test_a_credit_at_a_captions_end_is_split_off() -> None:
    markup = PAGE.replace('<span class="credit">Jo Lund/Nordfoto</span>', "(Photo: Jo Lund)")
    found = kinds(markup)
    assert found["The ferry at its berth in Velden on Tuesday"] == "caption"
    assert found["(Photo: Jo Lund)"] == "credit"


def test_a_caption_that_only_its_picture_gives_away() -> None:
    caption = "The ferry at its berth in Velden on Tuesday"
    markup = PAGE.replace("<h2>", f'<div class="m1"><img alt="{caption}"><p>{caption} evening</p></div><h2>')
    assert kinds(markup)[f"{caption} evening"] == "caption"


def test_a_tweet_is_sourced_speech() -> None:
    tweet = (
        '<blockquote class="twitter-tweet">'
        "<p>We are sorry for everybody who had to wait on the quay today, and will pay for taxis.</p>"
        "— Nordlinie (@nordlinie)</blockquote>"
    )
    block = next(b for t, b in read(PAGE.replace("<h2>", tweet + "<h2>")).items() if t.startswith("We are sorry"))
    assert (block.kind, block.detail) == ("quotation", "embed")


def test_an_article_in_a_misleading_wrapper_is_body_all_the_same() -> None:
    markup = PAGE.replace('<div class="text">', '<div class="with-sidebar piano-offer social-share">')
    assert all(kinds(markup)[paragraph] == "body" for paragraph in PARAGRAPHS)


def test_a_bare_page_has_body_without_any_oracle() -> None:
    found = kinds(f"<p>{PARAGRAPHS[0]}</p><a href=/x>Home</a>")
    assert found[PARAGRAPHS[0]] == "body"
    assert found["Home"] == "furniture"
