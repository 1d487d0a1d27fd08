"""The documents keep up with the code: cited sections exist, made tables are fresh."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from salon_desktop.domain.privacy.retention import RetentionClass, period_of
from salon_desktop.whatsapp import error_codes
from tools import code_table, module_table
from tools.marked_section import MarkersMissing, rewritten

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
CITED = re.compile(r"docs/rules\.md\s*(?:,\s*|\()([A-Za-z ,]+?)\s*[.)]")
PLACE = re.compile(r"\bdocs/[A-Za-z0-9_/-]+\.md\b")
OWN = ("salon_desktop", "relay/salon_relay", "tools", "tests")
INVENTED = {"docs/x.md"}  # a file that a test of the house rules makes for itself


def _sources() -> Iterator[tuple[str, str]]:
    for package in OWN:
        for file in sorted((ROOT / package).rglob("*.py")):
            yield file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")


def _sections(file: Path) -> set[str]:
    return {heading.lower() for heading in re.findall(r"^## (.+)$", file.read_text("utf-8"), re.M)}


def _named(cited: str, sections: set[str]) -> bool:
    """Tell whether a citation is one section, or several joined by "and" or commas."""
    wanted = " ".join(cited.lower().split())
    if wanted in sections:
        return True
    parts = re.split(r" and |, ", wanted)
    return len(parts) > 1 and all(part in sections for part in parts)


def test_every_rule_the_code_cites_stands_in_the_rules() -> None:
    sections = _sections(DOCS / "rules.md")
    cited = [
        (path, found)
        for path, text in _sources()
        if path != "tests/test_docs.py"
        for found in CITED.findall(text)
    ]
    assert len(cited) > 20
    missing = [f"{path}: {found}" for path, found in cited if not _named(found, sections)]
    assert not missing, "\n".join(missing)


def test_a_citation_of_a_section_that_is_not_there_would_be_found() -> None:
    sections = {"hours and absence", "messages", "quiet hours"}
    assert _named("hours and\nabsence", sections)
    assert _named("messages and quiet hours", sections)
    assert not _named("messages and silence", sections)
    assert CITED.findall("(docs/rules.md,\nphone numbers).") == ["phone numbers"]
    assert CITED.findall("docs/rules.md (retention).") == ["retention"]


def test_every_document_the_code_names_exists() -> None:
    named = {(path, found) for path, text in _sources() for found in PLACE.findall(text)}
    lost = {f"{path}: {found}" for path, found in named if not (ROOT / found).is_file()}
    assert {line for line in lost if line.partition(": ")[2] not in INVENTED} == set()


def test_every_source_named_in_the_rules_is_listed_once() -> None:
    text = (DOCS / "rules.md").read_text(encoding="utf-8")
    body, _, listed = text.partition("## Sources")
    keys = re.findall(r"^- \[([a-z0-9-]+)\] https?://", listed, re.M)
    keys += re.findall(r"^- \[([a-z0-9-]+)\] [A-Z]", listed, re.M)
    cited = set(re.findall(r"\[([a-z]+[a-z0-9-]*)\]", body)) - {"law", "ours", "platform"}
    assert len(keys) == len(set(keys))
    assert cited <= set(keys), cited - set(keys)
    assert set(keys) <= cited, set(keys) - cited


def test_the_periods_in_the_rules_are_those_of_the_program() -> None:
    rows = {
        "use for offers": RetentionClass.OFFERS_USE,
        "profile figures": RetentionClass.PROFILE_FIGURES,
        "client card and visits": RetentionClass.CLIENT_CARD,
        "health notes": RetentionClass.HEALTH,
        "proof of consent": RetentionClass.CONSENT_PROOF,
        "text of messages": RetentionClass.MESSAGE_CONTENT,
        "record of sending": RetentionClass.MESSAGE_METADATA,
        "fiscal amounts": RetentionClass.FISCAL,
        "event log": RetentionClass.EVENT_LOG,
    }
    lines = (DOCS / "rules.md").read_text(encoding="utf-8").splitlines()
    told = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]
    countries = ("IT", "DE", "RO", "FI", "FR", "ES", "XX")
    for name, data in rows.items():
        written = next(cells for cells in told if cells[0] == name)
        assert written[1:8] == [str(period_of(data, land).months) for land in countries]


def test_the_table_of_modules_is_fresh() -> None:
    assert module_table.main(["check"]) == 0, "run python tools/module_table.py"


def test_the_table_of_error_codes_is_fresh() -> None:
    assert code_table.main(["check"]) == 0, "run python tools/code_table.py"


def test_every_code_of_the_program_stands_in_the_table_with_what_follows() -> None:
    table = code_table.table()
    for row in error_codes.CODE_TABLE:
        assert f"| {row.first} |" in table or f"| {row.first}–{row.last} |" in table
    assert table.count("\n") == len(error_codes.CODE_TABLE) + 1


@pytest.mark.parametrize("tool", [module_table, code_table])
def test_a_stale_table_is_found_and_then_rewritten(tool, tmp_path, monkeypatch, capsys) -> None:
    document = tmp_path / "document.md"
    head = tool.DOCUMENT.read_text("utf-8").partition("<!--")[0]
    document.write_text(
        f"{head}<!-- {tool.NAME} begins -->\nworn-out line\n<!-- {tool.NAME} ends -->\nafter\n",
        "utf-8",
    )
    monkeypatch.setattr(tool, "DOCUMENT", document)
    assert tool.main(["check"]) == 1
    assert "stale" in capsys.readouterr().err
    assert tool.main([]) == 0
    assert tool.main(["check"]) == 0
    text = document.read_text("utf-8")
    assert text.startswith(head)
    assert text.endswith("\nafter\n")
    assert "worn-out" not in text.partition("begins -->")[2]


def test_a_document_without_its_markers_is_never_written() -> None:
    with pytest.raises(MarkersMissing):
        rewritten("# A page\n", "modules", "| a |")


def test_every_link_inside_the_documents_leads_to_a_file() -> None:
    for page in [ROOT / "README.md", *DOCS.rglob("*.md")]:
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", text):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
        for named in re.findall(r"`((?:docs|relay|tools)/[A-Za-z0-9_/.-]+)`", text):
            assert (ROOT / named).exists(), f"{page.name}: {named}"


def test_both_guides_are_written_for_people_and_not_for_programmers() -> None:
    for name in ("receptionist.md", "owner.md"):
        text = (DOCS / "guide" / name).read_text(encoding="utf-8")
        assert not re.search(r"\b(SQL|webhook|handler|enum|JSON|API)\b", text), name
