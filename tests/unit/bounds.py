"""Bounds that no busy machine moves: the steps that a call takes, and a processor time after which it is stopped."""

import signal
import sys
from contextlib import contextmanager

# Hundreds of times what any of these calls takes: whoever reaches it does not come to an end.
GENEROUS = 300


@contextmanager
def coming_to_an_end(seconds=GENEROUS):
    """Stop what is inside after so many seconds of processor time of this process; patterns are stopped in the middle too."""

    def stop(_signal, _frame):
        raise AssertionError(f"still at work after {seconds} seconds of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def steps(call):
    """How many lines of Python a call runs: the same on every machine."""
    count = 0

    def trace(_frame, event, _arg):
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count
