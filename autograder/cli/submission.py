"""`autograder submission`: the zip to hand in."""

from pathlib import Path

from autograder.checking.archive import archive
from autograder.checking.handin import hand_in_of
from autograder.checking.stored import read_stored
from autograder.checking.submission import SubmissionError, open_submission
from autograder.cli.ending import Unusable
from autograder.cli.output import printing


def build_submission(folder: Path) -> None:
    """Write the zip into the folder; what is missing is told, and no reason not to write it."""
    if not folder.is_dir():
        raise Unusable(f"there is no folder {folder}")
    stored = read_stored(folder)
    path = folder / f"{stored.name}-submission.zip"
    try:
        hand_in = hand_in_of(folder, stored.module)
        path.write_bytes(archive(hand_in.files))
        open_submission(path, stored.module)  # as the grader will
    except SubmissionError as error:
        raise Unusable(f"{folder}: {error}") from error
    except OSError as error:
        raise Unusable(f"{path} can't be written: {error.strerror}") from error
    with printing():
        print(f"{path} is ready to be handed in. In it:")
        for name, content in sorted(hand_in.files.items()):
            print(f"  {name}  {len(content):,} bytes")
        if hand_in.missing:
            print("\nStill missing; build it again when they are done:")
            for what in hand_in.missing:
                print(f"  {what}")
        else:
            print("\nNothing is missing. `python -m autograder check` says whether it is right.")
