"""English, the catalogue that is always complete and that the others fall back on."""

from types import MappingProxyType

from qa.reply import Reason
from ui.messages.catalogue import Catalogue
from ui.messages.measured_en import REPORT, VERIFY
from ui.messages.staff_en import API, STAFF
from ui.messages.wording import Count, Wording

ENGLISH = Catalogue(
    language="en",
    language_name="English",
    languages="Language",
    date_form="{day} {month} {year}",
    month_form="{month} {year}",
    first_day="1",
    promise="Answers are exact quotes from the documents, and nothing else.",
    no_script=(
        "The desk needs JavaScript to take questions. The documents can be read without it:"
    ),
    welcome_title="What would you like to know?",
    welcome_body=Count(
        one=(
            "Ask in plain language. You get the passages that answer, word for word and with "
            "their place in the document. If it holds no answer, the desk says so."
        ),
        many=(
            "Ask in plain language. You get the passages that answer, word for word and with "
            "their source, from {n} documents. If they hold no answer, the desk says so."
        ),
    ),
    question_label="Your question",
    question_placeholder="Ask a question",
    ask="Ask",
    new_conversation="New conversation",
    examples="Questions to start with",
    conversation_cleared="A new conversation has begun.",
    filter_all=Count(one="Search in 1 document", many="Search in all {n} documents"),
    filter_some="Search in {n} of {total} documents",
    filter_legend="Only in these",
    filter_hint="If none is ticked, all are searched.",
    filter_clear="Search in all",
    keys="Keyboard shortcuts",
    keys_question="Go to the question",
    keys_close="Close the source, while in it",
    keys_on="Use the / key",
    you_asked="You asked:",
    quotes_found=Count(one="1 quote", many="{n} quotes"),
    strong_match="Strong match",
    likely_match="Likely match",
    possible_match="Possible match",
    chosen_by_staff="Chosen by staff",
    quote_number="Quote {n}",
    searched_for="Searched for:",
    understood_with="Understood with:",
    missing_words="Not in any document:",
    unquoted_words="Not in the first quote:",
    unanswered_parts="Without an answer:",
    ask_exactly="Search for exactly what I wrote",
    ask_alone="Ask without the conversation",
    open_source="Open source",
    open_page="Open as a page",
    original="Original",
    copy="Copy",
    copy_link="Copy link",
    copied="Copied",
    copy_failed="Could not be copied. Please select the text and copy it by hand.",
    slip="Desk slip",
    page="page {page}",
    columns="Columns: {names}",
    opens_new_tab="(opens in a new tab)",
    refusals=MappingProxyType(
        {
            Reason.NOTHING_RELATED: Wording(
                title="Nothing about this was found",
                body="No passage seems related to the question. Other words may help.",
            ),
            Reason.NOT_ANSWERED: Wording(
                title="No sure answer was found",
                body=(
                    "The passages that come closest are below. None of them surely answers the "
                    "question; see for yourself."
                ),
            ),
            Reason.NEEDS_CONTEXT: Wording(
                title="What does the question refer to?",
                body=(
                    "It reads as if it follows an earlier question. "
                    "Please ask it again with its subject named."
                ),
            ),
            Reason.EMPTY_QUESTION: Wording(
                title="There is no question yet",
                body="Type a question in your own words, then press Enter.",
            ),
        }
    ),
    related=Count(
        one="The closest passage (it may not answer this)",
        many="The {n} closest passages (they may not answer this)",
    ),
    related_more=Count(
        one="1 more passage (it may not answer this either)",
        many="{n} more passages (they may not answer this either)",
    ),
    searched_all=Count(one="Searched: 1 document.", many="Searched: all {n} documents."),
    searched_some="Searched: {n} of {total} documents, those that were chosen.",
    ask_everywhere="Search in all documents",
    contact="Whom to ask:",
    staff_say_none="The staff have looked: these documents don’t answer this.",
    helpful="Was this helpful?",
    yes="Yes",
    no="No",
    thanks="Thank you.",
    feedback_failed="That could not be sent. Please try again.",
    fault="What was wrong? (optional)",
    faults=MappingProxyType(
        {
            "not_what_i_asked": "It is not what I asked",
            "incomplete": "Something is missing",
            "out_of_date": "It is out of date",
            "hard_to_understand": "It is hard to understand",
            "other": "Something else",
        }
    ),
    remark="In your own words (optional)",
    remark_hint=(
        "It is kept with your question for the staff of the desk. "
        "Please leave out names and other personal details."
    ),
    send="Send",
    keep="Keep this conversation:",
    read_or_print="Read or print",
    save_html="Save as HTML",
    save_markdown="Save as Markdown",
    conversation="Conversation",
    made_on="{desk}, {date}",
    slip_title="Desk slip",
    slip_link="Read it in its place:",
    slip_code="QR code of the address above",
    slip_made="Quoted word for word by {desk} on {date}.",
    source="Source",
    documents=Count(one="1 document", many="{n} documents"),
    documents_left_out=Count(one="and 1 more document", many="and {n} more documents"),
    choose_document="Open a quote\N{RIGHT SINGLE QUOTATION MARK}s source to read it here, "
    "or start with a document.",
    close_source="Close source",
    back_to_conversation="Back to the conversation",
    contents="Contents",
    to_quote="Go to the quote",
    marked_places="Marked places",
    next_mark="Next marked place",
    previous_mark="Previous marked place",
    original_pages=Count(
        one="In the original (1 page)",
        many="In the original ({n} pages)",
    ),
    original_page="Page {page} of the original, with the quote framed. Its text follows.",
    author="Author",
    publisher="Publisher",
    published="Published",
    valid_from="Valid from",
    valid_until="Valid until",
    not_yet_valid="Not in force before {date}",
    expired="Expired: it was valid until {date}",
    superseded="Superseded by {document}",
    licence="Licence",
    source_opened="Source opened: {title}",
    back_to_desk="Ask a question",
    question_too_long=Count(
        one="The question is 1 character too long",
        many="The question is {n} characters too long",
    ),
    question_limit=(
        "At most {limit} characters can be read. It is still in its field: please shorten it there."
    ),
    busy=Wording(
        title="The desk is busy",
        body=(
            "Many people are asking just now. Please try again in a moment; nothing that you wrote "
            "is lost."
        ),
    ),
    too_many=Count(
        one="There were too many questions from your address. Please try again in 1 second.",
        many="There were too many questions from your address. Please try again in {n} seconds.",
    ),
    not_asked="The question was not asked",
    offline=(
        "The desk can't be reached just now. Please look at your connection and try again; your "
        "question is still in its field."
    ),
    failed=Wording(
        title="That didn\N{RIGHT SINGLE QUOTATION MARK}t work",
        body=(
            "The question could not be looked up. Please try again; if it happens again, tell "
            "whoever runs this desk."
        ),
    ),
    unknown_document=Wording(
        title="No such document",
        body="This desk has no document at that address. It may have been renamed or removed.",
    ),
    unknown_conversation=Wording(
        title="No such conversation",
        body="Conversations are kept for a few hours only. This one is gone, or never was.",
    ),
    unknown_picture=Wording(
        title="No picture of this page",
        body="The original is not at hand, or has no such page. Its text can be read here.",
    ),
    bad_range=Wording(
        title="No such place in the document",
        body="The address names a range of characters that the document does not have.",
    ),
    unknown_page=Wording(
        title="No such page",
        body="There is nothing at this address.",
    ),
    opening=Wording(
        title="The desk is being opened",
        body="In a moment this page comes by itself. The documents can be read already.",
    ),
    no_chat=Wording(
        title="Documents to read",
        body="No questions can be asked on this page. The documents can be read here.",
    ),
    desks="Desks",
    closed=Wording(
        title="This desk can\N{RIGHT SINGLE QUOTATION MARK}t be asked yet",
        body="Its documents are still being made ready. Please come back later.",
    ),
    ask_at_desk="Open the whole desk",
    staff=STAFF,
    api=API,
    report=REPORT,
    verify=VERIFY,
    phrases=MappingProxyType({}),
)
