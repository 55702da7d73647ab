from . import test_member_history
from . import test_members_book
from . import test_rights
from . import test_roles
