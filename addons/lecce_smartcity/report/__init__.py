from . import (
    association_document,
    book_entries,
    election_sheet,
    ir_actions_report,
    member_letter,
    member_papers,
    members_book,
    statute_papers,
)
from . import offices
from . import meeting_notice_papers
from . import meeting_papers
from . import resolution_papers
from . import minutes_papers
