"""The records of the small catalogue: what a newcomer, a child and a librarian look for, in six languages."""

from dataclasses import replace
from datetime import UTC, datetime

from catalogue.app import Catalogue
from catalogue.cataloguing import describe
from catalogue.records import Contributor, Holding, Identifier, Place, Record, Text, Title
from tests.building import a_branch, a_resource, a_text, a_title, a_topic, an_event, an_initiative, an_organisation


def _titles(**by_language: str) -> tuple[Title, ...]:
    first, *others = by_language.items()
    return (
        a_title(first[1], first[0]),
        *(Title(value, language, "human", kind="parallel") for language, value in others),
    )


def _texts(**by_language: str) -> tuple[Text, ...]:
    return tuple(a_text(value, language) for language, value in by_language.items())


def keep(catalogue: Catalogue, *records: Record) -> list[Record]:
    """Keep records as a librarian would."""
    with catalogue.database.writing() as unit:
        return [describe(unit, record, "test")[0] for record in records]


RECORDS: tuple[Record, ...] = tuple(
    replace(record, added=datetime(2026, 1, 1 + place, tzinfo=UTC))
    for place, record in enumerate(
        (
            a_branch(key="liepaja"),
            a_branch(
                key="sigulda", titles=_titles(lv="Siguldas bibliotēka"), place=Place(town="Sigulda", country="LV")
            ),
            an_organisation(key="society", titles=_titles(lv="Patvērums “Drošā māja”", en="Shelter Safe House")),
            a_topic(key="t-language", titles=_titles(lv="valodu apguve", en="language learning", uk="вивчення мов")),
            a_topic(
                key="t-latvian",
                titles=_titles(lv="latviešu valoda", en="Latvian language", uk="латиська мова", ar="اللغة اللاتفية"),
                broader=("t-language",),
            ),
            a_topic(key="t-housing", titles=_titles(lv="mājoklis", en="housing", uk="житло", ar="السكن")),
            a_resource(
                key="course",
                kind="course",
                titles=_titles(lv="Latviešu valoda iesācējiem", en="Latvian for beginners"),
                summaries=_texts(lv="Pirmās stundas ar ierakstiem.", en="First lessons with recordings."),
                languages=("lv", "en"),
                teaches=("lv",),
                level_from="A1",
                level_to="A2",
                audiences=("adult",),
                topics=("t-latvian",),
                url="https://example.org/course",
                is_free=True,
                year=2019,
            ),
            a_resource(
                key="grammar",
                kind="textbook",
                titles=_titles(lv="Latviešu gramatika"),
                summaries=_texts(lv="Locījumi un darbības vārdi."),
                languages=("lv",),
                teaches=("lv",),
                level_from="B1",
                level_to="C1",
                topics=("t-latvian",),
                holdings=(Holding("liepaja", "811"),),
                year=2021,
            ),
            a_resource(
                key="flat-guide",
                kind="book",
                titles=_titles(lv="Kā īrēt dzīvokli", en="How to rent a flat", uk="Як орендувати квартиру"),
                summaries=_texts(lv="Līgums, īres maksa un rēķini."),
                languages=("lv",),
                speakers=("uk", "ar"),
                topics=("t-housing",),
                holdings=(Holding("sigulda", "64"), Holding("liepaja", "64")),
                year=2023,
            ),
            a_resource(
                key="forest-song",
                kind="book",
                titles=(
                    a_title("Лісова пісня", "uk"),
                    Title("Lisova pisnia", "uk-Latn", kind="romanised"),
                ),
                summaries=_texts(uk="Драма-феєрія про кохання лісової мавки."),
                languages=("uk",),
                contributors=(Contributor("Леся Українка", "author", ("Lesja Ukrainka", "Lesya Ukrainka")),),
                identifiers=(Identifier("isbn", "9789934000102"), Identifier("issn", "0317-8471")),
                holdings=(Holding("liepaja", "821.161.2"),),
                year=1911,
            ),
            a_resource(
                key="tall-man",
                kind="picture-book",
                work="tall-man",
                titles=_titles(ar="الرجل ذو القامة الطويلة", en="A very tall man"),
                summaries=_texts(ar="كان معوله قصيرا جدا وباب بيته منخفضا."),
                languages=("ar",),
                audiences=("child",),
                age_from=3,
                age_to=6,
                needs_no_reading=True,
                access=("wordless",),
                is_free=True,
            ),
            an_initiative(
                key="cafe",
                titles=_titles(lv="Valodas kafejnīca", en="Language café", uk="Мовна кав'ярня"),
                summaries=_texts(lv="Sarunas pie tējas ceturtdienās."),
                providers=("liepaja",),
                languages=("lv",),
                topics=("t-latvian",),
                is_free=True,
            ),
            an_event(
                key="song-evening",
                titles=_titles(lv="Dziesmu vakars", en="An evening of songs"),
                providers=("sigulda", "society"),
                place=Place(town="Sigulda", country="LV"),
                languages=("lv", "uk"),
                starts=datetime(2027, 3, 24, 17, 30),
            ),
            a_resource(key="draft", status="draft", titles=_titles(lv="Latviešu valodas melnraksts")),
            a_resource(key="withdrawn", status="withdrawn", titles=_titles(lv="Latviešu valodas vecā grāmata")),
        )
    )
)
