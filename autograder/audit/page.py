"""An audit as one HTML page without scripts or requests: figures, findings, and the kill matrix.

A row of the matrix is a wrong solution, a column a case; a filled cell is a case in which it fails.
"""

import math
from collections.abc import Sequence
from html import escape

from autograder.audit.audit import Audit
from autograder.audit.kills import Fate
from autograder.report.frame import framed
from autograder.worker.cuda import CUDA

STYLE = """
:root { --kill: #2f6fab; }
@media screen and (prefers-color-scheme: dark) { :root { --kill: #6fa8dc; } }
.figures td, .figures th { text-align: right; }
.figures td:first-child, .figures th:first-child { text-align: left; }
.matrix th { font-weight: normal; text-align: left; white-space: nowrap; padding-right: .6rem; }
.matrix td { width: .7rem; min-width: .7rem; height: 1.1rem; border: 1px solid var(--line); }
.matrix td.own { background: var(--own); } .matrix td.kill { background: var(--kill); }
.matrix thead td { border: 0; color: var(--soft); font-size: .7rem; text-align: center; }
"""


def page_of(audits: Sequence[Audit]) -> str:
    """The page."""
    green = all(audit.is_green for audit in audits)
    told = "nothing falls short" if green else "something falls short"
    told += " on a GPU" if any(audit.device == CUDA for audit in audits) else ""
    parts = [
        f'<h1>Audit: <span class="{"good" if green else "bad"}">{told}</span></h1>',
        _figures(audits),
        *(_section(audit) for audit in audits),
    ]
    return framed(f"Audit: {told}", "\n".join(parts), STYLE)


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
    parts += [_matrix(audit, question) for question in audit.cases]
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
