import dataclasses
import datetime
import io
import re
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from statute_samples import STATUTE, statutes, version
from unit.bounds import coming_to_an_end

from odoo.addons.lecce_smartcity.bylaws.errors import BylawError
from odoo.addons.lecce_smartcity.bylaws.statute.model import Article, Paragraph, StatuteText
from odoo.addons.lecce_smartcity.documents.akoma_ntoso import checking, wording
from odoo.addons.lecce_smartcity.documents.akoma_ntoso.model import NAMESPACE
from odoo.addons.lecce_smartcity.documents.akoma_ntoso.reading import read
from odoo.addons.lecce_smartcity.documents.akoma_ntoso.writing import write


def refusals(data):
    with pytest.raises(BylawError) as raised:
        read(data)
    for violation in raised.value.violations:
        for lang in ("it", "en"):
            assert wording.sentence(violation, lang).endswith(".")
    return [violation.code for violation in raised.value.violations]


def codes(act):
    for violation in act.findings:
        assert wording.sentence(violation, "it").endswith(".")
        assert wording.sentence(violation, "en").endswith(".")
    return [violation.code for violation in act.findings]


def all_words(text):
    """Every word of a statute's tree, sorted."""
    found = [text.title, text.preamble]
    for _path, node in text.walk():
        found += [node.number, node.heading]
        for paragraph in getattr(node, "paragraphs", ()):
            found += [paragraph.number, paragraph.text]
            found += [value for point in paragraph.points for value in (point.label, point.text)]
    return " ".join(found)


# --- our own files


@given(statutes)
@settings(max_examples=60)
def test_a_statute_comes_back_from_its_export_identical_with_its_keys(text):
    original = version(text)
    act = read(write(original))
    assert act.text == text
    assert act.version == original
    assert (act.findings, act.leftovers) == ((), ())


@given(st.text(max_size=20), st.text(max_size=20), st.dates(), st.none() | st.dates())
@settings(max_examples=40)
def test_every_export_is_strictly_valid_whatever_the_facts(association, label, day, force):
    rules = ()
    data = write(version(association=association, authority=label, label=label, adopted_on=day, in_force_from=force, rules=rules))
    root, _namespace = checking.load(data)
    assert checking.validate(root) == ()


def test_an_export_without_decisions_deed_or_dates_is_valid_and_comes_back():
    bare = version(label="", in_force_from=None, in_force_to=None, decisions=(), deed=None, rules=())
    assert read(write(bare)).version == bare


def test_the_three_identifiers_tell_work_expression_and_file():
    root = etree.fromstring(write(version()))
    values = root.xpath("//*[local-name()='FRBRuri']/@value")
    assert values == [
        "/akn/it/act/93123456789/2015-05-10/statuto",
        "/akn/it/act/93123456789/2015-05-10/statuto/ita@2024-05-01",
        "/akn/it/act/93123456789/2015-05-10/statuto/ita@2024-05-01.xml",
    ]


def test_places_are_named_as_the_statute_names_them_and_keys_are_the_work_s_own():
    root = etree.fromstring(write(version()))
    article = root.find(f".//{{{NAMESPACE}}}article[@wId='quorum']")
    assert article.get("eId") == STATUTE.eid("quorum")
    assert article[2].get("eId") == STATUTE.eid("quorum", 0)
    assert root.xpath("//*[@eId=$name]", name=STATUTE.eid("quorum", 1, 1))


def test_places_stay_unique_when_two_articles_bear_one_number():
    twice = StatuteText("", "", (Article("a", "1", ""), Article("b", "1", ""), Article("c", "1_2", "", (Paragraph("1", "x"),))))
    assert read(write(version(twice))).text == twice


def test_equal_versions_give_equal_bytes():
    assert write(version()) == write(version())


def test_a_statute_without_articles_is_refused_with_the_missing_element():
    with pytest.raises(BylawError) as raised:
        write(version(StatuteText("Statuto", "", ())))
    assert [violation.code for violation in raised.value.violations] == ["akn_schema_missing_element"]


def test_a_hundred_articles_are_written_and_read():
    paragraphs = tuple(Paragraph(str(number), "Gli associati hanno diritto di voto. " * 4) for number in range(1, 8))
    big = version(StatuteText("Statuto", "", tuple(Article(f"art-{n}", str(n), "Rubrica", paragraphs) for n in range(1, 101))))
    assert read(write(big)).text == big.text


def test_threads_validate_side_by_side_without_mixing_their_findings():
    good, bad = write(version()), write(version()).replace(b'wId="seat"', b'wId="seat" nonsense="1"')
    results = []

    def work(data, expected):
        for _turn in range(5):
            root, _namespace = checking.load(data)
            results.append(bool(checking.validate(root)) is expected)

    threads = [threading.Thread(target=work, args=args) for args in ((good, False), (bad, True)) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [True] * 20


def test_facts_that_somebody_changed_are_found_and_the_text_is_still_read():
    data = write(version()).replace(b'workDate="2015-05-10"', b'workDate="ieri"')
    act = read(data)
    assert act.version is None
    assert act.text == STATUTE
    assert codes(act) == ["akn_facts_unreadable"]


# --- hostile and broken files


def test_an_external_entity_is_refused_and_nothing_is_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("segreto")
    data = write(version()).decode().split("?>", 1)[1]
    hostile = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>' + data.replace("Denominazione", "&x;")
    assert refusals(hostile.encode()) == ["akn_doctype"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig", "latin-1"])
@pytest.mark.parametrize("prolog", ["", "\n<!-- <a> -->\n<?pi <b>?>"])
def test_a_billion_laughs_are_refused_before_they_are_parsed(encoding, prolog):
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'{prolog}<!DOCTYPE lolz [<!ENTITY l0 "lol">{entities}]><akomaNtoso xmlns="{NAMESPACE}">&l9;</akomaNtoso>'
    declaration = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    with coming_to_an_end():
        assert refusals((declaration + bomb).encode(encoding)) == ["akn_doctype"]


def test_a_document_type_that_names_only_a_file_is_refused_too():
    assert refusals(f'<!DOCTYPE akomaNtoso SYSTEM "http://127.0.0.1:9/x.dtd"><akomaNtoso xmlns="{NAMESPACE}"/>'.encode()) == [
        "akn_doctype"
    ]


class EndlessFile(io.RawIOBase):
    """Two hundred megabytes that are never there at once; remembers how much was asked for."""

    def __init__(self, size):
        super().__init__()
        self.left, self.given = size, 0

    def read(self, size=-1):
        assert 0 < size < 64 << 20, "a reader must say how much it can take"
        size = min(size, self.left)
        self.left -= size
        self.given += size
        return b" " * size


def test_two_hundred_megabytes_are_refused_by_size_before_parsing():
    stream = EndlessFile(200 << 20)
    assert refusals(stream) == ["akn_too_large"]
    assert stream.given <= (checking.LIMIT_MB << 20) + 1


def test_a_flood_of_elements_is_stopped_early():
    flood = f'<akomaNtoso xmlns="{NAMESPACE}"><act name="x">'.encode() + b"<p/>" * (checking.ELEMENTS_MAX + 70_000)
    assert refusals(flood) == ["akn_too_many_elements"]


def test_a_pile_of_nested_elements_is_refused():
    deep = f'<akomaNtoso xmlns="{NAMESPACE}">' + "<p>" * 5000 + "</p>" * 5000 + "</akomaNtoso>"
    assert refusals(deep.encode()) == ["akn_not_xml"]


def test_a_truncated_file_says_the_line_where_it_breaks_off():
    data = write(version())
    for share in (0.2, 0.5, 0.9):
        with pytest.raises(BylawError) as raised:
            read(data[: int(len(data) * share)])
        violation = raised.value.violations[0]
        assert violation.code == "akn_truncated"
        assert violation.params["line"] in (
            data[: int(len(data) * share)].count(b"\n") + 1,
            data[: int(len(data) * share)].count(b"\n"),
        )


def test_a_malformed_file_says_line_and_column():
    data = write(version()).replace(b"</heading>", b"</headin>", 1)
    with pytest.raises(BylawError) as raised:
        read(data)
    violation = raised.value.violations[0]
    assert violation.code == "akn_not_xml"
    assert violation.params["line"] == data[: data.index(b"</headin>")].count(b"\n") + 1
    assert "heading" in wording.sentence(violation, "en")


@pytest.mark.parametrize(
    "data, code",
    [
        (b"", "akn_empty"),
        (b" \n\t ", "akn_empty"),
        (b"Art. 1 - Denominazione", "akn_not_xml"),
        (b"PK\x03\x04\x00\xff\xfe", "akn_encoding"),
        (b'<?xml version="1.0" encoding="UTF-7"?><a/>', "akn_encoding"),
        (b'<?xml version="1.0" encoding="../../etc/passwd"?><a/>', "akn_encoding"),
        (b"<html/>", "akn_not_akoma_ntoso"),
        (b"<akomaNtoso/>", "akn_namespace"),
        (b'<akomaNtoso xmlns="http://www.akomantoso.org/2.0"><act/></akomaNtoso>', "akn_namespace"),
        (f'<akomaNtoso xmlns="{NAMESPACE}"/>'.encode(), "akn_no_act"),
        (f'<akomaNtoso xmlns="{NAMESPACE}"><judgment/></akomaNtoso>'.encode(), "akn_no_act"),
        (f'<akomaNtoso xmlns="{NAMESPACE}"><act><meta/></act></akomaNtoso>'.encode(), "akn_no_body"),
        (f'<akomaNtoso xmlns="{NAMESPACE}"><act><body/></act></akomaNtoso>'.encode(), "akn_no_articles"),
    ],
)
def test_what_is_no_act_is_refused_by_name(data, code):
    assert refusals(data) == [code]


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused_with_a_sentence(data):
    try:
        read(data)
    except BylawError as error:
        for violation in error.violations:
            assert wording.sentence(violation, "it")


@given(st.data())
@settings(max_examples=80)
def test_a_damaged_export_is_read_or_refused_with_a_sentence(data):
    good = write(version())
    at = data.draw(st.integers(0, len(good) - 1))
    width = data.draw(st.integers(0, 40))
    bad = good[:at] + data.draw(st.sampled_from([b"", b"<", b"&", b"\x00", b"</p>", b"<p>x</p>", b'"'])) + good[at + width :]
    try:
        codes(read(bad))
    except BylawError as error:
        for violation in error.violations:
            assert wording.sentence(violation, "it")


def test_another_encoding_that_is_declared_is_read():
    text = write(version()).decode().replace("UTF-8", "windows-1252", 1)
    assert read(text.encode("windows-1252")).text == STATUTE
    assert read(text.replace("windows-1252", "UTF-16", 1).encode("utf-16")).text == STATUTE


# --- against the schema


@pytest.mark.parametrize(
    "old, new, code, remedy",
    [
        ('eId="art_1"', 'eId="art_2"', "akn_schema_duplicate", "«art_2»"),
        ('date="2024-04-12" name="adoption"', 'date="2024" name="adoption"', "akn_schema_value", "«2024»"),
        ('<FRBRlanguage language="ita"/>', "<FRBRlanguage/>", "akn_schema_attribute_missing", "«language»"),
        ("<body>", '<body colour="red">', "akn_schema_attribute_unknown", "«colour»"),
        ("<body>", "<body><foo/>", "akn_schema_element", "«foo»"),
        ('<FRBRlanguage language="ita"/>', "", "akn_schema_missing_element", "FRBRlanguage"),
        ("<body>", "<body>parole", "akn_schema_text", "«body»"),
    ],
)
def test_what_is_against_the_schema_is_found_with_its_line_and_a_remedy(old, new, code, remedy):
    data = write(version()).decode()
    line = data[: data.index(old)].count("\n") + 1
    found = [violation for violation in read(data.replace(old, new, 1).encode()).findings if violation.code.startswith("akn_schema")]
    assert found[0].code == code
    assert abs(found[0].params["line"] - line) < 60
    assert remedy in wording.sentence(found[0], "it")


def test_at_most_fifty_findings_of_the_schema_are_listed():
    data = write(version()).decode().replace("<body>", "<body>" + '<article eId="x" a="1"/>\n' * 200)
    root, _namespace = checking.load(data.encode())
    assert len(checking.validate(root)) == 50


# --- acts that others wrote

FOREIGN = """<akomaNtoso xmlns="{ns}"><act name="act"><meta><identification source="#x">
<FRBRWork><FRBRthis value="/akn/it/act/1/!main"/><FRBRuri value="/akn/it/act/1"/><FRBRalias value="Un atto" name="x"/>
<FRBRdate date="2010-01-01" name="x"/><FRBRauthor href="#comune"/><FRBRcountry value="it"/></FRBRWork>
<FRBRExpression><FRBRthis value="/akn/it/act/1/ita@2011-02-03/!main"/><FRBRuri value="/akn/it/act/1/ita@2011-02-03"/>
<FRBRdate date="2011-02-03" name="x"/><FRBRauthor href="#comune"/><FRBRlanguage language="ita"/></FRBRExpression>
<FRBRManifestation><FRBRthis value="/x"/><FRBRuri value="/x"/><FRBRdate date="2011-02-03" name="x"/><FRBRauthor href="#comune"/>
</FRBRManifestation></identification>
<references source="#x"><TLCOrganization eId="comune" href="/x" showAs="Comune di Prova"/></references></meta>
{rest}</act></akomaNtoso>"""


def foreign(body, before="", after=""):
    return read(FOREIGN.format(ns=NAMESPACE, rest=f"{before}<body>{body}</body>{after}").encode())


def test_an_act_of_others_becomes_titles_articles_paragraphs_and_points():
    act = foreign(
        """<title eId="title_I"><num>TITOLO I</num><heading>Principi</heading>
        <chapter eId="title_I__chp_I"><num>CAPO I –</num>
          <article eId="art_1"><num>Articolo 1.</num><heading>Nome</heading>
          <content eId="c1"><p>Il <b>C</b>omune<eol/>di Prova.</p></content></article>
          <article eId="art_2"><num>Art. 2-bis</num>
            <paragraph eId="p1"><num>1.</num><content><p>Uno.</p></content></paragraph>
            <paragraph eId="p2"><num>(2)</num><list eId="l1"><intro><p>Sono:</p></intro>
              <point eId="q1"><num>a)</num><content><p>primo;</p></content></point>
              <point eId="q2"><num>•</num><content><p>secondo.</p></content></point>
              <wrapUp><p>E basta.</p></wrapUp></list></paragraph>
          </article></chapter></title>""",
        before="<preface><p><docTitle>Regolamento</docTitle></p></preface><preamble><p>Visto</p><p>Considerato</p></preamble>",
    )
    assert codes(act) == []
    title = act.text.children[0]
    assert (title.number, title.heading, title.children[0].number) == ("I", "Principi", "I")
    first, second = act.text.articles()
    assert (first.key, first.number, first.heading) == ("art-1", "1", "Nome")
    assert first.paragraphs[0].text == "Il Comune di Prova."
    assert second.number == "2-bis"
    assert second.text == "1. Uno.\n2. Sono:\na) primo;\n- secondo.\nE basta."
    assert (act.title, act.text.preamble) == ("Regolamento", "Visto\nConsiderato")
    assert (act.association, act.date, act.language) == ("Comune di Prova", datetime.date(2011, 2, 3), "ita")
    assert act.version is None


def test_points_inside_points_are_put_in_one_row_and_found():
    act = foreign("""<article eId="a"><num>1</num><paragraph eId="p"><num>1.</num><list eId="l"><intro><p>x</p></intro>
      <point eId="q"><num>a)</num><list eId="m"><intro><p>y:</p></intro><point eId="r"><num>1)</num>
      <content><p>z;</p></content></point>
      <wrapUp><p>dopo;</p></wrapUp></list></point><point eId="s"><num>b)</num>
      <content><p>w.</p></content></point></list></paragraph></article>""")
    assert next(act.text.articles()).text == "1. x\na) y:\n1) z;\n- dopo;\nb) w."
    assert codes(act) == ["akn_flattened"]


def test_a_mark_that_is_no_number_stays_in_the_text():
    act = foreign("""<article eId="a"><num>1</num><paragraph eId="p"><num>Comma unico.</num><list eId="l"><intro><p>Sono:</p></intro>
      <point eId="q"><num>primo)</num><content><p>x</p></content></point></list></paragraph></article>""")
    assert next(act.text.articles()).text == "Comma unico. Sono:\n- primo) x"
    assert codes(act) == ["akn_number_in_text", "akn_number_in_text"]


def test_lists_tables_notes_and_deleted_words_in_running_text_are_kept():
    act = foreign("""<article eId="a"><num>1</num><content><p>Prima <del>no</del><authorialNote marker="1">
      <p>nota</p></authorialNote>.</p>
      <blockList eId="b"><listIntroduction>Si vota:</listIntroduction><item eId="i"><num>a)</num><p>sì;</p></item>
      <item eId="j"><num>b)</num><p>no.</p></item></blockList>
      <ul><li>uno</li><li>due <ul><li>tre</li></ul> quattro</li></ul>
      <table><tr><td><p>x</p></td><td><p>y</p></td></tr></table></content></article>""")
    assert next(act.text.articles()).text == "Prima no.\nSi vota:\na) sì;\nb) no.\n- uno\n- due\n- tre\nquattro\nx | y"
    assert {"akn_deleted_words", "akn_left_over", "akn_table"} <= set(codes(act))
    assert [(rest.place, rest.text) for rest in act.leftovers] == [("authorialNote", "nota")]


def test_units_that_are_no_articles_become_articles_and_are_found():
    act = foreign("""<part eId="part_A"><num>Parte A</num><section eId="s1"><num>Sezione 1.</num><subsection eId="u"><num>(1)</num>
      <content><p>Words.</p></content></subsection></section></part><section eId="s2"><num>2</num>
      <content><p>More.</p></content></section>""")
    assert [(article.number, article.text) for article in act.text.articles()] == [("1", "1. Words."), ("2", "More.")]
    assert act.text.children[0].number == "Parte A"
    assert {"akn_division_as", "akn_article_from"} <= set(codes(act))


def test_what_stands_beside_the_articles_is_kept_apart():
    act = foreign(
        '<article eId="a"><num>1</num><content><p>x</p></content></article>',
        before="<coverPage><p>Copertina</p></coverPage><preface><p>Legge <docTitle>Titolo</docTitle></p></preface>",
        after="<conclusions><p>Firmato</p></conclusions><attachments><attachment eId='z'>"
        "<doc name='all'><meta/><mainBody><p>Allegato</p>"
        "</mainBody></doc></attachment></attachments>",
    )
    assert [rest.text for rest in act.leftovers] == ["Copertina", "Legge Titolo", "Firmato", "Allegato"]
    assert act.title == "Titolo"


def test_a_draft_of_the_standard_is_read_as_the_standard():
    data = FOREIGN.format(ns=f"{NAMESPACE}/CSD13", rest='<body><article eId="a"><content><p>x</p></content></article></body>')
    act = read(data.encode())
    assert next(act.text.articles()).text == "x"
    assert codes(act) == ["akn_draft_namespace"]


hier = st.sampled_from(
    ["article", "section", "paragraph", "point", "list", "chapter", "subparagraph", "alinea", "hcontainer", "part", "clause"]
)
block = st.sampled_from(["p", "content", "intro", "wrapUp", "blockList", "ul", "table", "crossHeading", "foreign", "quotedStructure"])
leaf = st.integers(0, 10**6).map(lambda number: f"w{number}")


def _element(name, inner):
    head = f"<num>{inner[0]}</num><heading>{inner[0]}h</heading>" if name[0] in "ascph" else ""
    return f"<{name}>{head}{''.join(inner)}</{name}>"


trees = st.recursive(
    leaf.map(lambda word: f"<content><p>{word}</p></content>") | leaf.map(lambda word: f"<p>{word} <i>{word}i</i></p>"),
    lambda inner: st.builds(_element, hier | block, st.lists(leaf.map(lambda word: f"{word} ") | inner, min_size=1, max_size=4)),
    max_leaves=12,
)


@given(st.lists(trees, min_size=1, max_size=3))
@settings(max_examples=150)
def test_no_word_of_a_body_is_lost_whatever_its_units(rows):
    body = "".join(rows)
    wanted = sorted(re.findall(r"w\d+[hi]?", body))
    act = foreign(f"<article><content><p>start</p></content></article>{body}")
    found = all_words(act.text) + " " + " ".join(rest.text for rest in act.leftovers)
    assert sorted(re.findall(r"w\d+[hi]?", found)) == wanted


def test_an_exported_version_can_be_changed_in_one_field_only():
    changed = dataclasses.replace(version(), label="3")
    assert read(write(changed)).version.label == "3"


def test_a_bill_that_quotes_whole_articles_keeps_them_in_the_point_that_quotes_them():
    """The shape of parliamentary bills: a draft's namespace under a prefix, italic marks, quoted structures inside a sentence."""
    act = read(
        f"""<an:akomaNtoso xmlns:an="{NAMESPACE}/WD17"><an:bill name="ddl"><an:body title="DISEGNO"><an:article eId="art_1">
        <an:num>Art. 1.</an:num><an:heading><an:i>(Modifiche al<an:eol/>regolamento)</an:i></an:heading>
        <an:paragraph eId="art_1__para_1"><an:num>1. </an:num><an:list eId="l">
        <an:intro><an:p>Sono apportate le modificazioni:</an:p></an:intro>
          <an:point eId="a"><an:num>
             <an:i>a)</an:i></an:num><an:content><an:p>l'articolo 1 cambia:
             <an:mod eId="m"><an:quotedStructure><an:article eId="q"><an:content>
               <an:p>«Art. 1. -- <an:i>1.</an:i> Il voto è palese»;</an:p></an:content></an:article></an:quotedStructure>
             </an:mod></an:p>
             <an:p>e basta.</an:p></an:content></an:point>
        </an:list></an:paragraph></an:article></an:body></an:bill></an:akomaNtoso>""".encode()
    )
    article = next(act.text.articles())
    assert (article.number, article.heading) == ("1", "(Modifiche al regolamento)")
    lines = article.text.split("\n")
    assert lines == ["1. Sono apportate le modificazioni:", "a) l'articolo 1 cambia: «Art. 1. -- 1. Il voto è palese»; e basta."]
    assert len(list(act.text.articles())) == 1
    assert "akn_draft_namespace" in codes(act)


def test_the_state_s_own_exports_give_their_articles_and_leave_what_surrounds_them_apart():
    act = foreign(
        """<article eId="art_1"><num>Art. 1.</num><heading> Autorizzazione</heading>
        <paragraph eId="art_1__para_1"><num>1.</num>
        <content><p>È autorizzata la spesa. \n</p></content></paragraph></article>""",
        before="""<preface><p><docType>LEGGE</docType> <docNumber>66</docNumber> <docTitle>Ratifica \n</docTitle></p>
        <p><authorialNote eId="atn1" placement="bottom"><p>Entrata in vigore: 28/05/2024</p></authorialNote></p></preface>
        <preamble><formula name="x"><p>Il Parlamento ha approvato;</p></formula>
        <formula name="y"><p>Promulga:</p></formula></preamble>""",
        after="<conclusions><p> Data a Roma </p></conclusions>",
    )
    assert act.text.title == "Ratifica"
    assert act.text.preamble == "Il Parlamento ha approvato;\nPromulga:"
    assert next(act.text.articles()).text == "1. È autorizzata la spesa."
    assert [rest.text for rest in act.leftovers] == ["LEGGE 66 Ratifica Entrata in vigore: 28/05/2024", "Data a Roma"]
