from . import association_members_as_of
