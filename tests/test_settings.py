"""The settings of an instance: what may stand in `settings.toml`, and the sentence for what may not."""

from pathlib import Path

import pytest

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
