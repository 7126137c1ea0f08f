"""What a catalogue says in reports of a measurement, and of saved quotes.

What always holds: it is a part of the one catalogue of a language, kept in files of its own for
their length alone; every figure and every state that is told has its wording.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ui.messages.wording import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWords:
    """The pages of `quotedesk eval` and `quotedesk calibrate`. What ends in `heads` are the columns
    of a table, in `reads` what stands under a plot, in `alt` what is told in its place."""

    evaluation_title: str
    calibration_title: str
    questions: Count
    not_fitted: str
    threshold_moved: str  # {before} {after}
    figures_title: str
    figure_heads: tuple[str, ...]
    figures: Mapping[str, str]  # by their names
    change_title: str
    change_heads: tuple[str, ...]
    plots_title: str
    tables_title: str

    # Plots
    reliability: str
    right_answers: str
    right_holds: str
    reliability_reads: str  # {confidence}
    reliability_alt: str  # {points}
    reliability_point: str  # {share} {confidence}
    decisions: str
    decisions_reads: str
    decisions_alt: str  # {threshold} {answered} {refused}
    confidence: str
    confidence_reads: str
    confidence_alt: str  # {confidence} {right} {answerable} {wrong} {others}
    time: str
    time_reads: str
    time_alt: str  # {median} {most}
    axis_confidence: str
    axis_mean: str
    axis_right: str
    axis_threshold: str
    axis_rightly: str
    axis_questions: str
    axis_ms: str
    axis_share: str
    answered: str
    refused: str
    answer: str
    no_answer: str

    # Tables
    reliability_table: str
    reliability_heads: tuple[str, ...]
    between: str  # {low} {high}
    points_table: str
    points_heads: tuple[str, ...]

    # Misses
    misses_title: str
    misses_none: str
    miss_heads: tuple[str, ...]
    miss_answered: str  # {confidence}
    miss_refused: str  # {confidence}
    after: str
    nothing_found: str
    not_shown: str
    refusal_expected: str
    answer_expected: str
    expected: str  # {text}
    expected_or: str
    expected_with: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyWords:
    """What `quotedesk verify` says of saved quotes."""

    states: Mapping[str, str]  # by their codes
    was_at: str  # {start}
    was_in: str  # {document} {start}
    was: str
    now: str
    nothing: str
    spaces: str
