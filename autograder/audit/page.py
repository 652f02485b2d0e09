"""An audit as one HTML page without scripts or requests: figures, findings, and the kill matrix.

A row of the matrix is a wrong solution, a column a case; a filled cell is a case in which it fails.
"""

import math
from collections.abc import Sequence
from html import escape

from autograder.audit.audit import Audit
from autograder.audit.kills import Fate

STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #66707a; --line: #d5dae0;
  --kill: #2f6fab; --own: #e8eef5; --bad: #b3261e; --good: #1a7f45; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7eaee; --paper: #14171b; --soft: #98a2ad;
  --line: #333a42; --kill: #6fa8dc; --own: #20303f; --bad: #ff8a80; --good: #6cd08f; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; } h2 { font-size: 1.3rem; margin-top: 2.5rem; } h3 { font-size: 1rem; }
table { border-collapse: collapse; font-size: .9rem; }
.figures td, .figures th { padding: .3rem .8rem .3rem 0; text-align: right;
  border-bottom: 1px solid var(--line); }
.figures td:first-child, .figures th:first-child { text-align: left; }
.scroll { overflow-x: auto; }
.matrix th { font-weight: normal; text-align: left; white-space: nowrap; padding-right: .6rem; }
.matrix td { width: .7rem; min-width: .7rem; height: 1.1rem; border: 1px solid var(--line); }
.matrix td.own { background: var(--own); } .matrix td.kill { background: var(--kill); }
.matrix thead td { border: 0; color: var(--soft); font-size: .7rem; text-align: center; }
.bad { color: var(--bad); } .good { color: var(--good); } .soft { color: var(--soft); }
pre { background: var(--own); padding: .5rem; overflow-x: auto; }
@media print { body { max-width: none; } .scroll { overflow: visible; } }
"""


def page_of(audits: Sequence[Audit]) -> str:
    """The page."""
    green = all(audit.is_green for audit in audits)
    told = "nothing falls short" if green else "something falls short"
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Audit: {told}</title><style>{STYLE}</style></head><body>",
        f'<h1>Audit: <span class="{"good" if green else "bad"}">{told}</span></h1>',
        _figures(audits),
        *(_section(audit) for audit in audits),
        "</body></html>",
    ]
    return "\n".join(parts) + "\n"


def _figures(audits: Sequence[Audit]) -> str:
    heads = (
        "assignment",
        "cases graded of accepted solutions",
        "false fails",
        "wrong solutions killed",
        "mutants killed",
        "equivalent",
        "least margin",
    )
    rows = [f"<tr>{''.join(f'<th scope=col>{head}</th>' for head in heads)}</tr>"]
    for audit in audits:
        cells = (
            escape(audit.assignment.name),
            f"{audit.graded:,}",
            str(audit.false_fails),
            f"{audit.wrong_killed} of {len(audit.wrong)}",
            f"{audit.mutants_killed} of {len(audit.mutants)}" if audit.mutants else "not run",
            str(audit.equivalents),
            times(audit.least_margin),
        )
        rows.append(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>")
    return f'<table class="figures">{"".join(rows)}</table>'


def times(margin: float) -> str:
    """A margin as a page and a terminal tell it."""
    return "no number" if math.isinf(margin) else f"{margin:,.3g}"


def _section(audit: Audit) -> str:
    parts = [f"<h2>{escape(audit.assignment.title)}</h2>"]
    if audit.findings:
        parts.append("<h3>What falls short</h3>")
    for finding in audit.findings:
        text = f"<b>{escape(finding.kind)}</b> {escape(finding.what)}"
        parts.append(f'<p class="bad">{text}</p><pre>{escape(finding.text)}</pre>')
    for question in audit.assignment.questions:
        parts.append(_matrix(audit, question.name))
    if audit.remarks:
        parts.append("<h3>Cases that nothing needs</h3><ul class=soft>")
        parts += [f"<li>{escape(note.case)}: {escape(note.text)}</li>" for note in audit.remarks]
        parts.append("</ul>")
    return "\n".join(parts)


def _matrix(audit: Audit, question: str) -> str:
    cases = audit.cases[question]
    fates = [fate for fate in audit.wrong if any(k.question == question for k in fate.kills)]
    if not fates:
        return ""
    numbers = "".join(f'<td title="{escape(c)}">{i}</td>' for i, c in enumerate(cases, 1))
    rows = "".join(_row(fate, question, cases) for fate in fates)
    return (
        f"<h3>{escape(question)}: {len(fates)} wrong solutions, {len(cases)} cases</h3>"
        f'<div class="scroll" tabindex="0"><table class="matrix"><thead><tr><th></th>{numbers}'
        f"</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(fate: Fate, question: str, cases: Sequence[str]) -> str:
    killing = {kill.case for kill in fate.kills if kill.question == question}
    cells = "".join(
        f'<td class="kill" title="{escape(case)}"><span hidden>fails</span></td>'
        if case in killing
        else f'<td title="{escape(case)}"></td>'
        for case in cases
    )
    return f"<tr><th scope=row>{escape(fate.name)}</th>{cells}</tr>"
