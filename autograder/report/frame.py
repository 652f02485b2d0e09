"""The frame of every page of ours: one HTML file without scripts or requests, light and dark.

Colours are paired so that text stands out by 4.5 to 1 or more; what a colour says, words say too.
"""

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


def framed(title: str, body: str, style: str = "") -> str:
    """A whole page; the body is HTML already, with all texts in it escaped."""
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{NOTHING_ELSE}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title><style>{STYLE}{style}</style></head>
<body>
{body}
</body></html>
"""
