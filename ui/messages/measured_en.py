"""English for reports of a measurement, and for what is said of saved quotes."""

from types import MappingProxyType

from ui.messages.measured import ReportWords, VerifyWords
from ui.messages.wording import Count

REPORT = ReportWords(
    evaluation_title="How well the desk answers",
    calibration_title="The decision, fitted to your questions",
    questions=Count(one="1 question.", many="{n} questions."),
    not_fitted=(
        "Every figure after the fit is of questions that it was not fitted to. That is "
        "five-fold cross-validation."
    ),
    threshold_moved="Threshold: {before} before, {after} after.",
    figures_title="Figures",
    figure_heads=("Figure", "Value", "What it is"),
    figures=MappingProxyType(
        {
            "recall@5": "relevant documents that are among the first five found",
            "recall@10": "relevant documents that are among the first ten found",
            "ndcg@5": "how far up they are among the first five (normalized gain)",
            "ndcg@10": "how far up they are among the first ten",
            "mrr": "one over the rank of the first relevant document",
            "hit@1": "the first document found is relevant",
            "cited@1": "the first quote is from a relevant document",
            "quote@1": "the first quote holds the expected words",
            "quote@3": "the first three quotes hold them together",
            "in_section@1": "the first quote is from the section asked about",
            "quote_chars": "characters of the first quote, median",
            "answered_answerable": "answered, of the questions that have an answer",
            "refused_unanswerable": "refused, of the questions that have none",
            "balanced_accuracy": "mean of answered_answerable and refused_unanswerable",
            "auroc": "confidence is higher where there is an answer",
            "ece": "how far confidence is from the share that is right; 0 is best",
            "quotes": "quotes that were compared with their documents",
            "verbatim_faults": "quotes that are not word for word; must be 0",
            "p50_ms": "milliseconds a question takes, median",
            "p95_ms": "milliseconds at the 95th percentile",
        }
    ),
    change_title="Before and after",
    change_heads=("Figure", "Before", "After"),
    plots_title="Plots",
    tables_title="The same as tables",
    reliability="Reliability",
    right_answers="Right means that the first quote answers.",
    right_holds="Right means that the documents hold an answer.",
    reliability_reads=(
        "On the dashed line a confidence of {confidence} is right eight times in ten. "
        "A larger dot is more questions."
    ),
    reliability_alt="Share right against confidence: {points}.",
    reliability_point="{share} right at confidence {confidence}",
    decisions="Answers and refusals",
    decisions_reads=(
        "What each threshold would answer of the questions with an answer, and refuse of the "
        "others."
    ),
    decisions_alt=(
        "At the threshold of {threshold}, {answered} of the questions with an answer are "
        "answered. Of the others {refused} are refused."
    ),
    confidence="Confidence",
    confidence_reads=(
        "How sure the desk is, for questions that have an answer and those that have none."
    ),
    confidence_alt=(
        "Confidence is {confidence} or more for {right} of {answerable} questions with an answer. "
        "It is so for {wrong} of {others} without one."
    ),
    time="Time",
    time_reads="How many of the questions took at most so long.",
    time_alt=("Half of the questions took at most {median} ms, and 95 of 100 at most {most} ms."),
    axis_confidence="confidence",
    axis_mean="mean confidence",
    axis_right="share right",
    axis_threshold="threshold",
    axis_rightly="share rightly",
    axis_questions="questions",
    axis_ms="milliseconds",
    axis_share="share of questions",
    answered="answered",
    refused="refused",
    answer="answer",
    no_answer="no answer",
    reliability_table="Reliability: how often each confidence is right",
    reliability_heads=("Confidence", "Questions", "Mean confidence", "Share right"),
    between="{low} to {high}",
    points_table=(
        "What a threshold would do, in questions: rightly answered are those that have an answer"
    ),
    points_heads=(
        *("Threshold", "Answered rightly", "Answered wrongly"),
        *("Refused rightly", "Refused wrongly", "Balanced accuracy"),
    ),
    misses_title="Worst misses",
    misses_none="None: every answer is right, and every refusal too.",
    miss_heads=("What happened", "Question", "Quoted", "Expected"),
    miss_answered="answered, confidence {confidence}",
    miss_refused="refused, confidence {confidence}",
    after="after:",
    nothing_found="nothing was found",
    not_shown="not shown as an answer:",
    refusal_expected="a refusal: the documents hold no answer",
    answer_expected="an answer",
    expected="“{text}”",
    expected_or="or",
    expected_with="with",
)

VERIFY = VerifyWords(
    states=MappingProxyType(
        {"unchanged": "unchanged", "moved": "moved", "changed": "changed", "gone": "gone"}
    ),
    was_at="was at {start}",
    was_in="was in {document} at {start}",
    was="was:",
    now="now:",
    nothing="(nothing)",
    spaces="only white space differs",
)
