"""The settings of an instance: what may stand in `settings.toml`, and the sentence for what may not."""

import re
from pathlib import Path

import pytest

from catalogue.records.provider import Provider
from catalogue.records.target import Target
from catalogue.settings import BadSettings, load

TILES = "https://tiles.example.org/{z}/{x}/{y}.png"


def written(folder: Path, **settings: str) -> Path:
    """An instance folder with these settings."""
    lines = [f"{name} = '{value}'" for name, value in settings.items()]
    (folder / "settings.toml").write_text("\n".join(lines), "utf-8")
    return folder


@pytest.mark.parametrize(
    "address", [TILES, "https://a.b:8443/{z}/{y}/{x}", "https://tiles.example.org/t/{z}/{x}/{y}@2x.webp?key=a1&s=%20"]
)
def test_street_tiles_may_be_set(tmp_path: Path, address: str) -> None:
    settings = load(written(tmp_path, map_tiles=address, map_attribution="© OpenStreetMap"))
    assert (settings.map_tiles, settings.map_attribution) == (address, "© OpenStreetMap")


@pytest.mark.parametrize(
    "address",
    [
        "http://tiles.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org/tiles.png",
        "https://{z}.example.org/{x}/{y}.png",
        "https://{s}.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org/{z}/{x}/{x}/{y}.png",
        "https://tiles.example.org/{z}/{x}/{y}/{s}.png",
        "https://*/{z}/{x}/{y}.png",
        "https://tiles.example.org; script-src */{z}/{x}/{y}",
        "https://me@tiles.example.org/{z}/{x}/{y}.png",
        "//tiles.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org/{z}/{x}/{y}.png }",
    ],
)
def test_another_address_of_tiles_is_refused_with_an_example(tmp_path: Path, address: str) -> None:
    with pytest.raises(BadSettings, match="map_tiles is an address such as https://tiles.example.org/{z}/{x}/{y}.png"):
        load(written(tmp_path, map_tiles=address, map_attribution="me"))


def test_whose_the_tiles_are_must_be_said(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="map_attribution must name whose the tiles"):
        load(written(tmp_path, map_tiles=TILES))


def test_a_catalogue_to_look_numbers_up_in_needs_a_name_and_an_address_alone(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(
        '[[lookups]]\nname = "LNB"\naddress = "https://sru.example.org/x"\n', "utf-8"
    )
    assert load(tmp_path).lookups == (Target("LNB", "https://sru.example.org/x"),)


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ('lookups = "https://sru.example.org"', "a table of its own"),
        ('[lookups]\nname = "x"', "a table of its own"),
        ('[[lookups]]\nname = "x"', "has a name and an address"),
        ('[[lookups]]\nname = "x"\naddress = "file:///etc/passwd"', "has a name and an address"),
        ('[[lookups]]\nname = "x"\naddress = "https://a"\nquery = "isbn"', "has {isbn} once"),
        ('[[lookups]]\nname = "x"\naddress = "https://a"\nnetwork = "any"', "“public” or “own”"),
        ('[[lookups]]\nname = "x"\naddress = "https://a"\nseconds = 3', "“seconds” of"),
        ('[[lookups]]\nname = 3\naddress = "https://a"', "“name” of"),
    ],
)
def test_a_faulty_one_is_told_in_a_sentence(tmp_path: Path, lines: str, sentence: str) -> None:
    (tmp_path / "settings.toml").write_text(lines, "utf-8")
    with pytest.raises(BadSettings, match=re.escape(sentence)):
        load(tmp_path)


SIGN_IN = (
    '[sign_in]\nname = "City"\nissuer = "https://id.example.org/realms/libraries"\n'
    'client_id = "tilts"\nclient_secret_file = "oidc-secret"\n'
)


def test_an_identity_provider_stands_in_a_table_and_its_secret_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(SIGN_IN, "utf-8")
    file = tmp_path / "oidc-secret"
    file.write_text("s3cret\n", "ascii")
    file.chmod(0o600)
    settings = load(tmp_path)
    assert settings.sign_in == Provider("City", "https://id.example.org/realms/libraries", "tilts", "oidc-secret")
    assert settings.client_secret() == "s3cret" and "s3cret" not in repr(settings)


@pytest.mark.parametrize(
    ("was", "given", "sentence"),
    [
        ('name = "City"', "", "[sign_in] has no name"),
        ('name = "City"', "name = 3", "“name” of [sign_in]"),
        ('name = "City"', 'name = "City"\nclient_secret = "s3cret"', "“client_secret” of [sign_in]"),
        ("https://id", "http://id", "is an https address"),
        ("https://id.example.org", "https://me@id.example.org", "is an https address"),
        ("libraries", "libraries?x=1", "is an https address"),
        ("oidc-secret", "../oidc-secret", "is the name of a file beside settings.toml"),
        ("oidc-secret", "/etc/passwd", "is the name of a file beside settings.toml"),
        ("[sign_in]", '[sign_in]\nnetwork = "any"', "“public” or “own”"),
        ("[sign_in]", "[[sign_in]]", "headed [sign_in]"),
    ],
)
def test_a_faulty_identity_provider_is_told_in_a_sentence(tmp_path: Path, was: str, given: str, sentence: str) -> None:
    (tmp_path / "settings.toml").write_text(SIGN_IN.replace(was, given), "utf-8")
    with pytest.raises(BadSettings, match=re.escape(sentence)):
        load(tmp_path)
