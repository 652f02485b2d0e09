"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

CourseFolder = Annotated[
    Path | None,
    typer.Option(
        "--course",
        metavar="FOLDER",
        help="The course; else AUTOGRADER_COURSE, or the one around this folder.",
    ),
]

ReportFile = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar="FILE",
        help="Write all of the report here, for merge and gradebook; not for students.",
    ),
]
ResultsFile = Annotated[
    Path | None,
    typer.Option("--results", metavar="FILE", help="Write Gradescope's results.json here."),
]
HtmlFile = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="Write a page for the student here."),
]
PrairieLearnFile = Annotated[
    Path | None,
    typer.Option("--prairielearn", metavar="FILE", help="Write PrairieLearn's results.json here."),
]

StudentReports = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[REPORT]...", help="Files of `grade --report`, called by the student."),
]
ClassStore = Annotated[
    Path, typer.Option(metavar="FILE", help="The store that grade-class has written.")
]
GradesOf = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="A store of grade-class, in place of reports."),
]
OfStore = Annotated[
    str | None, typer.Option(metavar="NAME", help="Which of the store's, if it holds several.")
]
GradebookFile = Annotated[Path, typer.Option("--out", metavar="FILE", help="What is written.")]

AllowUnsafe = Annotated[
    bool,
    typer.Option(
        "--allow-unsafe",
        help="Run student code even where it could read the answers: only for code you trust.",
    ),
]
