#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""negative_share - how many of the tests expect the program to refuse or fail, and how they were counted."""

import glob
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
UNIT = re.compile(r"(error_of|refused|index_error|error_text)\(|CHECK_THROWS|REQUIRE_THROWS|exit_code\(\)|Exit::(usage|content|input|output|resources)")
SHELL = re.compile(r"^\s*(fails|refuses|expect_exit)\b|status == [1-9]|\| is ([1-9]|255|1[0-9]{2})$", re.MULTILINE)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def main():
    cases = [case for path in glob.glob(HERE + "/**/*_test.cpp", recursive=True)
             for case in re.split(r"^(?:TEMPLATE_)?TEST_CASE\(", read(path), flags=re.MULTILINE)[1:]]
    scripts = [read(path) for folder in ("cli", "faults") for path in glob.glob(f"{HERE}/{folder}/*.sh")
               if os.path.basename(path) != "common.sh"]
    unit, shell = sum(bool(UNIT.search(case)) for case in cases), sum(bool(SHELL.search(text)) for text in scripts)
    share = 100 * (unit + shell) / (len(cases) + len(scripts))
    print(f"{unit} of {len(cases)} TEST_CASEs ask for an error or its exit code; {shell} of {len(scripts)} scripts of "
          f"tests/cli and tests/faults have a run that must fail")
    print(f"figure: {unit + shell} of {len(cases) + len(scripts)} tests are negative, {share:.0f} %")


if __name__ == "__main__":
    main()
