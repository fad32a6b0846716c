"""Texts in Markdown: what people write becomes markup, and nothing that was slipped in does."""

import re
import time

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.web.pages.prose import is_address, prose

REL = 'rel="noopener noreferrer nofollow external"'


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("Lasi!", "<p>Lasi!</p>"),
        ("Viens.\n\nDivi.", "<p>Viens.</p>\n<p>Divi.</p>"),
        ("**Svarīgi**: *lēni*", "<p><strong>Svarīgi</strong>: <em>lēni</em></p>"),
        ("- galds\n- krēsls", "<ul>\n<li>galds</li>\n<li>krēsls</li>\n</ul>"),
        ("6. seši\n7. septiņi", '<ol start="6">\n<li>seši</li>\n<li>septiņi</li>\n</ol>'),
        ("> Slēgts.", "<blockquote>\n<p>Slēgts.</p>\n</blockquote>"),
        ("[LNB](https://lnb.lv/a_(b))", f'<p><a href="https://lnb.lv/a_(b)" {REL}>LNB</a></p>'),
        ("[*LNB*](https://lnb.lv 'Castle')", f'<p><a href="https://lnb.lv" {REL}><em>LNB</em></a></p>'),
        ("a & b < c", "<p>a &amp; b &lt; c</p>"),
        ("snake_case_word", "<p>snake_case_word</p>"),
        ("", ""),
    ],
)
def test_what_people_write_becomes_markup(text: str, markup: str) -> None:
    assert str(prose(text).markup) == markup


def test_a_table_is_kept_without_style() -> None:
    markup = str(prose("| diena | stunda |\n|:-:|--:|\n| P | 10 |").markup)
    assert "<th>diena</th>" in markup and "<td>10</td>" in markup and "style" not in markup


@pytest.mark.parametrize(("text", "levels"), [("# A\n\n## B\n\n#### C", "235"), ("### A\n\n# B", "42"), ("### A", "2")])
def test_headings_stand_under_that_of_the_page(text: str, levels: str) -> None:
    assert "".join(re.findall(r"<h(\d)>", str(prose(text, highest=2).markup))) == levels


def test_a_text_says_whether_it_leads_out() -> None:
    assert prose("[LNB](https://lnb.lv)").leads_out
    assert not prose("[raksti](mailto:a@example.org), https://lnb.lv, [x](javascript:1)").leads_out


ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)' onclick=alert(1)>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java&#x0A;script:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:alert(1))",
    "[x](//evil.example)",
    "[x](\\\\evil.example)",
    "[x](https:evil)",
    "[x](<javascript:alert(1)>)",
    '[x](https://a.lv "onmouseover=alert(1) x=")',
    '[x](https://a.lv"onmouseover=alert(1))',
    "[x][1]\n\n[1]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "<https://a.lv/'onclick=alert(1)>",
    "![x](https://tracker.example/pixel.png)",
    "![x](javascript:alert(1))",
    '![x" onerror="alert(1)](https://a.lv)',
    "[![x](https://a.lv/p.png)](javascript:alert(1))",
    "[[x](https://a.lv)](javascript:alert(1))",
    "<!-- comment --><!--> <script>alert(1)</script> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "<style>*{background:url(https://a.lv)}</style>",
    "<div style='position:fixed'>x</div>",
    "<iframe src=https://a.lv></iframe><object><embed><form><input><base href=//a.lv>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "*<img src=x*onerror=alert(1)>",
    "**<a href=`javascript:alert(1)`>**",
    "\x02wzxhzdk:0\x03<b>",
    "# <script>\n\n- <svg onload=x>\n> <math href=javascript:1>",
)
ALLOWED = {"p", "br", "hr", "ul", "ol", "li", "strong", "em", "a", "blockquote", "code", "pre", "h3", "h4", "h5"}
ALLOWED |= {"table", "thead", "tbody", "tr", "th", "td"}


def _check(text: str) -> None:
    tree = html5lib.parseFragment(str(prose(text).markup), namespaceHTMLElements=False)
    for element in list(tree.iter())[1:]:
        assert element.tag in ALLOWED, text
        assert set(element.attrib) <= {"a": {"href", "rel"}, "ol": {"start"}}.get(element.tag, set()), text
        if element.get("href") is not None:
            assert re.match(r"https?://[^/]|mailto:.", element.get("href")), text
            assert "noopener" in element.get("rel") and "external" in element.get("rel")


@pytest.mark.parametrize("text", ATTACKS)
def test_nothing_slips_in(text: str) -> None:
    _check(text)
    _check(f"- Sveiki *{text}* [a](https://a.lv)\n\n> {text}")


def test_markup_is_shown_as_it_was_typed() -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in prose("<script>alert(1)</script>").markup


def test_the_words_of_a_picture_stand_for_it() -> None:
    assert str(prose("![Karte](https://a.lv/p.png)").markup) == "<p>Karte</p>"


@pytest.mark.parametrize(
    "text",
    [
        *(sign * 10_000 for sign in (">", "> ", "[", "![", "[a](", "![a](", "*", "*a", "_a ", "**a ", "`", "<", "- ")),
        *(sign * 3_000 for sign in ("1. ", "    ", "<a ", "<!--", "|", "#", "&#", "\\", "[a]: ", "<a@", "***a**b*")),
        *("[" * 5_000 + "]" * 5_000, "[a](" + "(" * 9_000, "a|b\n-|-\n" + "|" * 9_000, "a\n" + "=" * 9_000),
        "\n".join("    " * depth + "- a" for depth in range(90)),
        "\n".join(">" * depth + " a" for depth in range(150)),
        "a" * 200_000,
        "[" * 200_000,
    ],
    ids=lambda text: f"{text[:6]!r}x{len(text)}",
)
def test_no_nesting_takes_longer_than_a_page_may(text: str) -> None:
    began = time.process_time()
    _check(text[:20_000])
    assert time.process_time() - began < 5
    assert prose(text).markup or not text.strip(" #>\\-")


@given(st.text(st.sampled_from("[]()<>!*_`#>-|\\&;: \n\thtp:/ja.1\"'\x02\x03"), max_size=80) | st.text(max_size=60))
def test_whatever_is_written_is_shown(text: str) -> None:
    _check(text)


@pytest.mark.parametrize("address", ["https://lnb.lv", "http://lnb.lv/a?b=c", "mailto:a@example.org"])
def test_whole_addresses_may_be_led_to(address: str) -> None:
    assert is_address(address)


@pytest.mark.parametrize(
    "address", ["", "lnb.lv", "/lv/about", "//lnb.lv", "https://", "ftp://lnb.lv", "http://[", "mailto:", "file:///etc"]
)
def test_other_addresses_may_not(address: str) -> None:
    assert not is_address(address)
