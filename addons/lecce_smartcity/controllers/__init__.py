from . import export
from . import application
from . import card
from . import meeting_room
from . import member_portal
from . import privacy
from . import statute
from . import meeting_portal
