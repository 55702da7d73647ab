from . import association_members_as_of
from . import association_application_decide
from . import association_application_appeal
from . import association_member_notify
from . import association_member_record
from . import association_member_correct
from . import association_members_book_print
