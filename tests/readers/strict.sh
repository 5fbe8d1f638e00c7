#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# strict - our own strict checker as one of the readers: it must have nothing to say; the answer is the text's.
. "$(dirname "$0")/answer.sh"
python3 "$(dirname "$0")/strict_check.py" --regions 300 "$1" >&2
python3 "$(dirname "$0")/strict_check.py" --print "$1" | answer
