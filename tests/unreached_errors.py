#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""unreached_errors - the figures of gcovr, and the error paths that no test reaches; each must be listed in the document.

    unreached_errors.py SUMMARY_JSON COVERAGE_JSON DOCUMENT

An error path is a line with `throw`. It counts as listed where a row of the document has the file's name and the text of
the line, both in backquotes."""

import json
import sys


def unreached(coverage):
    for file in coverage["files"]:
        with open(file["file"], encoding="utf-8") as source:
            lines = source.read().split("\n")
        # A line of a template stands once for each instance: it is reached where one of them is.
        reached = {}
        for line in file["lines"]:
            if line["gcovr/noncode"]:
                continue
            number = line["line_number"]
            reached[number] = reached.get(number, 0) + line["count"]
        for number, count in sorted(reached.items()):
            text = lines[number - 1].strip()
            if count == 0 and "throw " in text and not text.startswith("//"):
                yield file["file"], number, text[text.index("throw "):]


def main():
    with open(sys.argv[1], encoding="utf-8") as summary, open(sys.argv[2], encoding="utf-8") as coverage:
        total, details = json.load(summary), json.load(coverage)
    with open(sys.argv[3], encoding="utf-8") as document:
        rows = document.read().split("\n")
    for what in ("line", "branch"):
        print(f"figure: {what} coverage {total[what + '_percent']} % ({total[what + '_covered']} of {total[what + '_total']})")
    paths, missing = list(unreached(details)), 0
    for file, number, text in paths:
        listed = any(f"`{file}`" in row and f"`{text}`" in row for row in rows)
        missing += not listed
        print(f"not reached{'' if listed else ', NOT LISTED'}: {file}:{number}: {text}")
    print(f"figure: {len(paths)} error paths that no test reaches, {len(paths) - missing} of them listed below")
    sys.exit(1 if missing else 0)


if __name__ == "__main__":
    main()
