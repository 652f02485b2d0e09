#!/usr/bin/env bash
# Runs once, when the platform builds its image: finds a Python and installs what the grader needs.
#
#   AUTOGRADER_PYTHON   an interpreter that has it all; nothing is installed
#   AUTOGRADER_WHEELS   a further index of wheels, such as one with torch for the CPU alone
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
wheels=${AUTOGRADER_WHEELS-@WHEELS@}  # as `autograder release --wheels` said

fits() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))'
}

find_python() {
    for name in python3.13 python3.12 python3.11 python3; do
        if fits "$name" 2> /dev/null; then command -v "$name"; return; fi
    done
}

install_python() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get update
    for version in 3.12 3.11 3.13; do
        if apt-get install -y "python$version" "python$version-venv"; then return; fi
    done
}

if [ -n "${AUTOGRADER_PYTHON:-}" ]; then
    python=$AUTOGRADER_PYTHON
else
    found=$(find_python)
    if [ -z "$found" ]; then
        install_python
        found=$(find_python)
    fi
    if [ -z "$found" ]; then
        echo "setup.sh: Python 3.11 to 3.13 is needed, and none could be installed" >&2
        exit 1
    fi
    "$found" -m venv "$here/environment"
    python=$here/environment/bin/python
    "$python" -m pip install --no-cache-dir ${wheels:+--extra-index-url "$wheels"} \
        -r "$here/requirements.txt"
fi

cd "$here"
"$python" -m compileall -q autograder course
"$python" -c 'import @LIBRARIES@'
printf '%s\n' "$python" > interpreter
chmod -R go-rwx course
chmod +x run_autograder
echo "setup.sh: ready, with $python"
