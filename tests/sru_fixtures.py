"""A catalogue elsewhere: Zebra, which many libraries run, serving a few records of ours by SRU on loopback."""

import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.records.target import INSIDE, Target
from tests.exchange.marc_building import a_record, fixed, in_bytes

CAT = "9789934000102"
PERSIAN = "9789645625960"
"""ISBNs of what is there; the second has its number in the older form there."""

BOOKS = (
    a_record(
        *("001 77", "003 LNB", fixed(), f"020 ## $a {CAT} (bound)", "100 1# $a Bērziņa, Anna, $d 1970-"),
        "245 10 $a Kaķis, kas mācījās latviski : $b stāsts / $c Anna Bērziņa.",
        "260 ## $a Rīga : $b Zvaigzne ABC, $c 2021.",
        "520 ## $a Kaķis pārceļas uz Liepāju.",
        "650 #0 $a animals",
        "650 #0 $a Something nobody here has a topic for",
    ),
    a_record(
        *("001 88", "003 DLC", fixed("2000", language="per"), "020 ## $a 9645625963"),
        "245 10 $6 880-01 $a Naqdī barā-yi tamām-i fuṣūl",
        "880 10 $6 245-01/(3/r $a نقدى براى تمام فصول",
    ),
)

ZEBRA = """\
profilePath: {folder}:/usr/share/idzebra-2.0/tab
modulePath: {modules}
register: {folder}/register:1G
attset: bib1.att
recordType: dom.dom.xml
storeData: 1
"""

DOM = """\
<dom xmlns="http://indexdata.com/zebra-2.0">
  <extract name="index"><xslt stylesheet="index.xsl"/></extract>
  <retrieve name="marcxml"/>
  <input name="marc"><marc inputcharset="utf-8"/></input>
</dom>
"""

INDEX = """\
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:m="http://www.loc.gov/MARC21/slim" xmlns:z="http://indexdata.com/zebra-2.0">
  <xsl:template match="text()"/>
  <xsl:template match="//m:record">
    <z:record z:id="{m:controlfield[@tag='001']}">
      <xsl:for-each select="m:datafield[@tag='020']/m:subfield[@code='a']">
        <z:index name="ISBN:w"><xsl:value-of select="substring-before(concat(., ' '), ' ')"/></z:index>
      </xsl:for-each>
    </z:record>
  </xsl:template>
</xsl:stylesheet>
"""

SERVER = """\
<yazgfs>
  <listen id="here">tcp:127.0.0.1:{port}</listen>
  <server id="books" listenref="here">
    <directory>{folder}</directory>
    <config>{folder}/zebra.cfg</config>
    <cql2rpn>{folder}/cql.properties</cql2rpn>
    <retrievalinfo>
      <retrieval syntax="xml" identifier="info:srw/schema/1/marcxml-v1.1" name="marcxml"/>
    </retrievalinfo>
    <explain xmlns="http://explain.z3950.org/dtd/2.0/">
      <serverInfo><host>127.0.0.1</host><port>{port}</port><database>books</database></serverInfo>
    </explain>
  </server>
</yazgfs>
"""

CQL = """\
set.bath = http://zing.z3950.org/cql/bath/2.0/
index.bath.isbn = 1=7
relation.eq = 2=3
relation.scr = 2=3
structure.* = 4=1
position.any = 3=3 6=1
"""


@pytest.fixture(scope="session")
def zebra(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """The catalogue elsewhere, for as long as the tests run."""
    folder = tmp_path_factory.mktemp("zebra")
    (modules,) = Path("/usr/lib").glob("*/idzebra-2.0/modules")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    files = {"zebra.cfg": ZEBRA, "server.xml": SERVER, "cql.properties": CQL}
    for name, text in files.items():
        (folder / name).write_text(text.format(folder=folder, modules=modules, port=port), "utf-8")
    (folder / "dom.xml").write_text(DOM, "utf-8")
    (folder / "index.xsl").write_text(INDEX, "utf-8")
    (folder / "register").mkdir()
    (folder / "books.mrc").write_bytes(b"".join(map(in_bytes, BOOKS)))
    index = ["zebraidx", "-c", "zebra.cfg", "-l", "index.log", "-d", "books"]
    for words in (["init"], ["update", "books.mrc"]):
        subprocess.run([*index, *words], cwd=folder, check=True, capture_output=True)
    with subprocess.Popen(["zebrasrv", "-f", "server.xml", "-l", "server.log"], cwd=folder) as server:
        _wait_for(port)
        yield Target("Zebra", f"http://127.0.0.1:{port}/books", network=INSIDE)
        server.terminate()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
