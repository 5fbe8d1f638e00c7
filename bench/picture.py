# SPDX-License-Identifier: MIT
"""picture - the goals as a bar chart in SVG: how many times faster than each peer, on a logarithmic scale."""

import math
from xml.sax.saxutils import escape

WIDTH, LEFT, RIGHT, TOP, ROW = 860, 400, 60, 58, 30

# The colours hold on a white and on a dark page.
STYLE = """
  text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328; }
  .note { font-size: 12px; fill: #59636e; }
  .bar { fill: #1a7f64; }
  .grid { stroke: #d1d9e0; }
  .must { stroke: #1f2328; stroke-width: 2; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc; }
    .note { fill: #9198a1; }
    .bar { fill: #2ea88a; }
    .grid { stroke: #3d444d; }
    .must { stroke: #f0f6fc; }
  }
"""


def draw(goals: list, caption: str) -> str:
    """A bar for each goal, fastest first, with a stroke where its `must` is. `caption`: one line below the title."""
    goals = sorted(goals, key=lambda goal: -goal.reached)
    decades = max(1, math.ceil(math.log10(max(max(goal.reached, goal.must) for goal in goals))))
    scale = (WIDTH - LEFT - RIGHT) / decades

    def x(ratio: float) -> float:
        return LEFT + scale * max(0.0, math.log10(ratio))

    bottom = TOP + ROW * len(goals)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom + 34}" width="{WIDTH}" role="img" '
        f'aria-label="How many times faster matrix2vcf is than other programs">',
        f"<style>{STYLE}</style>",
        '<text x="12" y="20" font-weight="600">Times faster on 2 cores (logarithmic; the stroke is the promise)</text>',
        f'<text class="note" x="12" y="40">{escape(caption)}</text>',
    ]
    for decade in range(decades + 1):
        at = x(10**decade)
        parts.append(f'<line class="grid" x1="{at:.1f}" x2="{at:.1f}" y1="{TOP}" y2="{bottom}"/>')
        parts.append(f'<text class="note" x="{at:.1f}" y="{bottom + 18}" text-anchor="middle">{10**decade}</text>')
    for row, goal in enumerate(goals):
        parts.extend(bar(goal, TOP + ROW * row, x))
    return "\n".join([*parts, "</svg>"]) + "\n"


def bar(goal, top: int, x) -> list:
    label = escape(goal.against.replace("`", ""))
    value = escape(goal.reached_text.split(" ")[0])
    return [
        f'<text x="{LEFT - 10}" y="{top + 20}" text-anchor="end">{label}</text>',
        f'<rect class="bar" x="{LEFT}" y="{top + 6}" width="{x(goal.reached) - LEFT:.1f}" height="{ROW - 12}"/>',
        f'<line class="must" x1="{x(goal.must):.1f}" x2="{x(goal.must):.1f}" y1="{top + 3}" y2="{top + ROW - 3}"/>',
        f'<text x="{x(max(goal.reached, goal.must)) + 8:.1f}" y="{top + 20}">{value}</text>',
    ]
