"""The language of a text; None rather than a guess."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading.language import language_of

SENTENCES = {
    "en": "The mayor said on Monday that the bridge would be closed for two weeks and that nobody had been told about it.",
    "de": "Der Bürgermeister sagte am Montag, dass die Brücke für zwei Wochen gesperrt wird und dass niemand davon wusste.",
    "fr": "Le maire a dit lundi que le pont serait fermé pour deux semaines et que personne dans la ville ne le savait.",
    "es": "El alcalde dijo el lunes que el puente se cierra por dos semanas y que nadie en la ciudad lo sabía.",
    "it": "Il sindaco ha detto lunedì che il ponte della città è chiuso per due settimane e che non si sa perché.",
    "pt": "O prefeito disse na segunda que a ponte não abre por duas semanas e que ninguém na cidade foi avisado.",
    "nl": "De burgemeester zei maandag dat de brug voor twee weken dicht is en dat niemand het van tevoren wist.",
    "sv": "Borgmästaren sa på måndagen att bron är stängd i två veckor och att ingen av dem hade fått veta det.",
    "pl": "Burmistrz powiedział w poniedziałek, że most jest zamknięty na dwa tygodnie i że nikt o tym nie wiedział.",
    "tr": "Belediye başkanı pazartesi günü köprü için bir karar alındığını ve bu kararın iki hafta daha olacağını söyledi.",
    "ru": "Мэр сказал в понедельник, что мост закрыт на две недели и что об этом никто из жителей не знал.",
    "uk": "Мер сказав у понеділок, що міст закрито на два тижні і що про це ніхто з жителів не знав.",
    "ar": "قال رئيس البلدية إن الجسر مغلق من يوم الاثنين إلى نهاية الشهر وإن أحدا لم يكن على علم بذلك في المدينة.",
    "fa": "شهردار گفت که این پل از روز دوشنبه تا دو هفته بسته است و کسی در شهر از آن خبر نداشت و این را نمی خواست.",
    "he": "ראש העיר אמר ביום שני כי הגשר סגור לשבועיים ואיש לא ידע על כך.",
    "el": "Ο δήμαρχος είπε ότι η γέφυρα θα μείνει κλειστή για δύο εβδομάδες.",
    "hi": "मेयर ने सोमवार को कहा कि पुल दो सप्ताह तक बंद रहेगा।",
    "ja": "市長は月曜日、橋が二週間閉鎖されると述べた。",
    "zh": "市长周一表示这座桥将关闭两周没有人事先知道。",
    "ko": "시장은 월요일에 다리가 이주 동안 폐쇄된다고 말했다.",
}  # fmt: skip


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_tells(code: str) -> None:
    assert language_of(SENTENCES[code]) == code


@pytest.mark.parametrize("text", ["", "Yes.", "42 : 17", "Velm Gazette", "x" * 5_000, "Brandt Okafor Reed Moss " * 10, "🙂" * 50])
def test_too_little_to_tell(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize(
    ("text", "code"), [("أغلقت المدينة الجسر القديم", "ar"), ("پل شهر را بستند", "fa"), ("شہر کا پل بند ہے", "ur"), ("محمد سلام", None)]
)
def test_a_short_text_in_arabic_letters_is_told_by_them(text: str, code: str | None) -> None:
    assert language_of(text) == code


def test_a_menu_in_another_language_does_not_decide() -> None:
    assert language_of("Startseite Politik Wirtschaft und mehr " * 5 + SENTENCES["en"] * 200) == "en"


def test_a_long_text_costs_no_more() -> None:
    begin = time.process_time()
    language_of(SENTENCES["en"] * 200_000)
    assert time.process_time() - begin < 1


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_any_text_has_a_language_or_none(text: str) -> None:
    code = language_of(text)
    assert code is None or (len(code) == 2 and code.islower())
