"""The helper that every test of a plan goes through: no breach passes unseen."""

from optimizer.checker.check import check
from optimizer.model.day import Day
from optimizer.model.plan import Plan
from optimizer.model.travel import TravelTable


def checked(day: Day, travel: TravelTable, plan: Plan) -> Plan:
    """The same plan, once the checker finds nothing in it."""
    breaches = check(day, travel, plan)
    assert not breaches, "\n".join(f"{breach.rule} +{breach.excess}: {breach.message.en}" for breach in breaches)
    return plan
