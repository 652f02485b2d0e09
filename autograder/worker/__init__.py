"""The confined process that runs exercises on a submission, and the wire to it.

All trust rests on this folder, so it is small enough to be read in one sitting, and imports nothing
else of the program:

    dtypes.py       the element types that cross the wire
    arrays.py       trees of inputs and single outputs, as numpy arrays or torch tensors
    wire.py         frames: a bounded header of plain data, then raw bytes
    confinement.py  the layers that keep a worker's code in, in the order they are put on
    reach.py        imports that still work after privileges are dropped
    hugepages.py    forking made cheaper
    removal.py      clean-up that no tree of folders can stop
    arena.py        memory that the judge owns and shares: how large tensors come and go
    timed.py        calls on it, timed
    child.py        the worker itself: loads a submission, runs exercises, answers
    launch.py       the start of the service's process
    service.py      the parent that forks a fresh worker for each question, and ends it
    client.py       the judge's side: ask a worker, never trust the answer
"""
