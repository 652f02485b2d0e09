"""The frame of every page of ours: one HTML file without requests, light and dark.

A page has no script, or one of our own, which the browser knows by its hash and runs alone.

Colours are paired so that text stands out by 4.5 to 1 or more; what a colour says, words say too.
"""

import base64
import hashlib
from html import escape

STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #5d6770; --line: #d5dae0;
  --own: #e8eef5; --bad: #b3261e; --good: #1a7f45; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e7eaee; --paper: #14171b;
  --soft: #98a2ad; --line: #333a42; --own: #20303f; --bad: #ff8a80; --good: #6cd08f; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; } h2 { font-size: 1.3rem; margin-top: 2.5rem; } h3 { font-size: 1rem; }
table { border-collapse: collapse; font-size: .9rem; }
.figures td, .figures th { padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); }
.scroll { overflow-x: auto; }
.bad { color: var(--bad); } .good { color: var(--good); } .soft { color: var(--soft); }
pre { background: var(--own); padding: .5rem; overflow-x: auto; }
@media print { body { max-width: none; margin: 0; } .scroll { overflow: visible; } }
"""

NOTHING_ELSE = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may do with a page: show its text with its own style, and nothing else."""


def framed(title: str, body: str, style: str = "", script: str = "") -> str:
    """A whole page; the body is HTML already, with all texts in it escaped.

    script  of ours, the same for every page: nothing that was handed in may stand in it
    """
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title><style>{STYLE}{style}</style>{_element(script)}</head>
<body>
{body}
</body></html>
"""


def _policy(script: str) -> str:
    """Nothing may run or be sent anywhere, but for that very script."""
    if not script:
        return NOTHING_ELSE
    told = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"{NOTHING_ELSE}; script-src 'sha256-{told}'; base-uri 'none'; form-action 'none'"


def _element(script: str) -> str:
    if "</script" in script.lower() or "<!--" in script:
        raise ValueError("a script that ends its own element")
    return f"<script>{script}</script>" if script else ""
