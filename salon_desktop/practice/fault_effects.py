"""What a fault does to a call: before it is handled, or to the answer afterwards."""

from dataclasses import replace

from salon_desktop.practice.exchange import Answer, Wire
from salon_desktop.practice.faults import BEFORE_TAKING, Fault, FaultKind
from salon_desktop.practice.graph_errors import GraphRefusal

_WIRES = {
    FaultKind.RESET_AFTER: Wire.CUT,
    FaultKind.HALF_ANSWER: Wire.HALF,
    FaultKind.HANG: Wire.HANG,
    FaultKind.SLOW: Wire.SLOW,
    FaultKind.CLOSE_IDLE: Wire.CLOSE_AFTER,
}


def instead(fault: Fault | None) -> Answer | None:
    """The answer that replaces handling the call, if the fault strikes before.

    Raises GraphRefusal for an ordered error.
    """
    if fault is None or fault.kind not in BEFORE_TAKING:
        return None
    match fault.kind:
        case FaultKind.EMPTY_503:
            return Answer(503, b"")
        case FaultKind.RESET_BEFORE:
            return Answer(200, b"", wire=Wire.CUT, abrupt=fault.abrupt)
        case FaultKind.HANG_BEFORE:
            return Answer(503, b"", wire=Wire.HANG)
        case _:
            raise refusal(fault)


def spoiled(fault: Fault | None, answer: Answer) -> Answer:
    """The answer as it leaves under a fault that strikes after the call was handled."""
    if fault is None or fault.kind in BEFORE_TAKING:
        return answer
    if fault.kind is FaultKind.BAD_JSON:
        return replace(answer, body=b"<html><body>Something went wrong</body></html>")
    return replace(answer, wire=_WIRES[fault.kind], seconds=fault.seconds, abrupt=fault.abrupt)


def refusal(fault: Fault) -> GraphRefusal:
    """The error an ordered ``error`` answers with."""
    subcode = 463 if fault.code == 190 else None
    return GraphRefusal(fault.code, subcode=subcode, http=fault.http)
