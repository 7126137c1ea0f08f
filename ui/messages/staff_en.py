"""English, for the desk's own people. The mends are the checks' own."""

from types import MappingProxyType

from corpus.lint import Code, Severity
from corpus.lint.finding import MENDS
from ui.messages.staff import ApiWords, StaffWords
from ui.messages.wording import Count

STAFF = StaffWords(
    sign_in_title="Staff sign-in",
    password="Password",
    sign_in="Sign in",
    sign_in_here="Please sign in on this page.",
    wrong_password="That is not the password.",
    too_many_guesses=Count(
        one="Too many attempts. Try again in 1 second.",
        many="Too many attempts. Try again in {n} seconds.",
    ),
    title="Staff",
    sign_out="Sign out",
    by_day="Questions by day",
    nothing_asked="Nothing was asked yet.",
    kept=Count(one="Figures are kept for 1 day.", many="Figures are kept for {n} days."),
    kept_in_memory="They are held in memory: they are gone when the desk is restarted.",
    answered="answered",
    refused="without an answer",
    failed="could not be looked up",
    asked=Count(one="1 question", many="{n} questions"),
    asked_between="{questions} from {first} to {last}, by day",
    as_table="The same figures as a table",
    day_heads=(
        "Day",
        "Asked",
        "Answered",
        "Without an answer",
        "Not looked up",
        "Helpful",
        "Not helpful",
    ),
    counts_csv="Figures as CSV",
    outcomes=MappingProxyType(
        {
            "answered": "answered",
            "settled_by_staff": "no document answers, staff say",
            "failed": "could not be looked up",
            "nothing_related": "nothing related",
            "related_but_not_answered": "related, not answered",
            "needs_an_earlier_question": "subject missing",
            "empty_question": "empty",
        }
    ),
    outcomes_title="What became of them",
    outcome_heads=("Outcome", "Questions"),
    faults_title="Why replies did not help",
    fault_heads=("Reason", "Replies"),
    questions_title="Without an answer, or not helpful",
    not_stored="Questions are not stored. Set `store_questions = true` to see them here.",
    none_yet="None so far.",
    questions_listed=Count(one="1 question.", many="{n} questions, the most frequent first."),
    questions_cut="{n} of {total} questions, the most frequent first. The CSV file has them all.",
    question_heads=("Question", "Times", "Outcome", "Not helpful", "Why", "Last"),
    questions_csv="Questions as CSV",
    needs_title="What to write next",
    themes_title="Questions without an answer, by what they mean",
    themes_listed=Count(one="1 theme.", many="{n} themes, the most frequent first."),
    themes_wait="The questions are being grouped. Load this page again in a moment.",
    themes_cut="The {n} most frequent of {total} themes.",
    theme_heads=("Asked", "Times", "By week", "Nearest documents", "In no document"),
    theme_others=Count(one="and 1 more like it", many="and {n} more like it"),
    theme_solved="The documents answer this now.",
    course="Questions in each of the twelve weeks up to {last}",
    heat_title="What the documents answer",
    heat_intro="How often something of each section was quoted. A darker edge means more often.",
    heat_top="Under no heading",
    heat_quoted=Count(one="quoted once", many="quoted {n} times"),
    heat_csv="Save the sections as CSV",
    your_name="Your name, for the log",
    pins_title="Answers chosen by staff",
    pins_intro=(
        "Choose the quote that answers a question, or say that no document answers it. From then "
        "on the desk shows that first when somebody asks the same. It is still the document’s own "
        "text: if that changes, your choice rests until you look at it."
    ),
    pins_open="Choose answers",
    pins_chosen="What is chosen",
    pins_none="Nothing is chosen yet.",
    pins_listed=Count(
        one="1 question has a chosen answer.", many="{n} questions have a chosen answer."
    ),
    pins_lost=Count(
        one="1 chosen quote is no longer in the documents as it was.",
        many="{n} chosen quotes are no longer in the documents as they were.",
    ),
    pins_export="Save as JSON Lines",
    pin_heads=("Question", "State", "Quote, or whom to ask", "By", "Change"),
    pin_states=MappingProxyType(
        {
            "unchanged": "stands",
            "moved": "stands, in another place",
            "changed": "other words stand there now",
            "gone": "is gone",
            "none": "no document answers",
        }
    ),
    pin_choose="Choose an answer",
    pin_question="Question",
    pin_look="Other words to look for (may be left empty)",
    pin_find="Look for quotes",
    pin_which="Which quote answers the question?",
    pin_quote="Quote {n}",
    pin_none_answers="None of the documents answers it",
    pin_contact="Whom to ask instead",
    pin_keep="Keep this",
    pin_pick="Choose one of the quotes, or that none answers.",
    pin_not_kept="This could not be kept: give a question, up to 50 wordings for each.",
    pin_change="Change",
    pin_wording="The same question in other words",
    pin_add="Add",
    pin_remove="Remove",
    pin_actions=MappingProxyType(
        {
            "added": "chosen",
            "changed": "changed",
            "imported": "brought in",
            "removed": "removed",
        }
    ),
    log_title="Who did what",
    log_heads=("When", "Who", "What", "Question"),
    documents_title="Documents",
    documents_listed=Count(one="1 document.", many="{n} documents, the newest here first."),
    documents_cut="{n} of {total} documents, the newest here first.",
    document_heads=("Title", "Publisher", "Published", "Indexed (UTC)"),
    unread_title="Files that could not be read",
    unread=Count(
        one=(
            "1 file could not be read when the documents were indexed, so nothing in it is found "
            "or quoted. Mend it as said beside it, or take it out; then run "
            "`quotedesk index` again."
        ),
        many=(
            "{n} files could not be read when the documents were indexed, so nothing in them is "
            "found or quoted. Mend each as said beside it, or take it out; then run "
            "`quotedesk index` again."
        ),
    ),
    unread_cut="{n} of {total} are shown; `quotedesk index` lists them all.",
    unread_unknown=(
        "Which files could not be read is not known of this index. Run `quotedesk index` again."
    ),
    unread_heads=("File", "What is wrong, and what to do"),
    checks_title="Checks of the documents",
    checking="The documents are being checked. Load this page again in a moment.",
    nothing_found="Nothing was found.",
    too_many_to_check="There are too many documents to check here: run `quotedesk lint`.",
    found=Count(one="1 found.", many="{n} found."),
    found_cut="{n} of {total} found are shown; `quotedesk lint` lists them all.",
    to_do="To do: {mend}.",
    summary="{documents}: {problems}, {notes}",
    problems=Count(one="1 problem", many="{n} problems"),
    notes=Count(one="1 note", many="{n} notes"),
    more_found=Count(
        one="... and 1 more; --json lists them all", many="... and {n} more; --json lists them all"
    ),
    names_and_more=Count(one="{names} and 1 more", many="{names} and {n} more"),
    see_place="To see a place in its document: quotedesk show DOCUMENT --span START-END",
    severities=MappingProxyType({Severity.PROBLEM: "problem", Severity.NOTE: "note"}),
    findings=MappingProxyType(
        {
            Code.SKIPPED: "Files left out",
            Code.DIFFERING_FIGURE: "The same figure given differently",
            Code.DIFFERING_PHONE: "The same phone number given differently",
            Code.UNDECODABLE: "Characters lost in reading",
            Code.MOJIBAKE: "Garbled characters",
            Code.PAGE_WITHOUT_TEXT: "Pages without text",
            Code.DUPLICATE: "The same text more than once",
            Code.SUPERSEDES_NOTHING: "Superseding what isn't there",
            Code.DATES: "Dates that can't be",
            Code.MISSING_TITLE: "Documents without a title",
            Code.NEAR_DUPLICATE: "Nearly the same text",
            Code.SUPERSEDED: "Superseded documents",
            Code.EXPIRED: "Expired documents",
            Code.NOT_YET_VALID: "Documents that are not valid yet",
            Code.SAME_TITLE: "Documents of one title",
            Code.MISSING_DATE: "Documents without a date of publication",
            Code.MISSING_PUBLISHER: "Documents without a publisher",
            Code.MISSING_URL: "Documents without an address to link to",
            Code.ENCODINGS: "Files that are not UTF-8",
            Code.LEFT_OUT: "Contacts and hours that can't be quoted",
            Code.LONG_PASSAGE: "Passages too long to be read at once",
            Code.BOILERPLATE: "Lines of a template",
            Code.IGNORED: "Files of other formats",
        }
    ),
    mends=MENDS,
)

API = ApiWords(
    title="The API",
    intro=(
        "Every reply is JSON. An error is one line under {error}. The same description for "
        "programs: {schema}. Programs with a language model reach the desk at {mcp}. That is "
        "the Model Context Protocol (streamable HTTP)."
    ),
    example="Example",
    takes="Takes:",
    replies_of="Replies of {path}",
    reply_heads=("Status", "Meaning", "Body"),
    objects="Objects",
    keys_of="Keys of {name}",
    key_heads=("Key", "Value", "Meaning"),
    optional="may be left out",
    list_of="list of",
    either="or",
    at_most=Count(one="at most 1 character", many="at most {n} characters"),
)
