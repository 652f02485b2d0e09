"""An audit as JSON, for whoever wants to draw or compare it."""

import json
import math
from collections.abc import Sequence
from typing import Any

from autograder.audit.audit import Audit
from autograder.audit.kills import Fate


def record_of(audits: Sequence[Audit]) -> str:
    """All of it; a margin or deviation that no number tells is null."""
    return json.dumps([_audit(audit) for audit in audits], indent=1, allow_nan=False) + "\n"


def _audit(audit: Audit) -> dict[str, Any]:
    return {
        "assignment": audit.assignment.name,
        "device": audit.device,
        "green": audit.is_green,
        "graded": audit.graded,
        "false_fails": audit.false_fails,
        "wrong": len(audit.wrong),
        "wrong_killed": audit.wrong_killed,
        "mutants": len(audit.mutants),
        "mutants_killed": audit.mutants_killed,
        "equivalents": audit.equivalents,
        "least_margin": _finite(audit.least_margin),
        "margins": [
            {"output": output, "place": place, "times": _finite(m.times), "nearest": m.name}
            for (output, place), m in audit.margins.items()
        ],
        "findings": [
            {"kind": finding.kind, "what": finding.what, "text": finding.text}
            for finding in audit.findings
        ],
        "idle_cases": [
            {"question": note.question, "case": note.case, "why": note.text}
            for note in audit.remarks
        ],
        "cases": audit.cases,
        "kills": {fate.name: _kills(fate) for fate in (*audit.wrong, *audit.mutants)},
        "seconds": round(audit.seconds, 1),
    }


def _kills(fate: Fate) -> dict[str, list[str]]:
    """The cases in which it fails, by question."""
    killed: dict[str, list[str]] = {}
    for kill in fate.kills:
        cases = killed.setdefault(kill.question, [])
        if kill.case not in cases:
            cases.append(kill.case)
    return killed


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None
