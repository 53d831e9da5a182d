"""The small worlds and the wording that the checker's tests share."""

from optimizer.model.day import Day
from optimizer.model.findings import Breach, Rule
from optimizer.model.plan import Plan
from optimizer.model.text import Text
from optimizer.model.travel import TravelTable
from tests.builders import Town, town
from tests.checked import checked
from tests.plans import Run, plan

CREW = "van/Li"
WHO = "crew van/Li (vehicle van, driver Li)"
WHO_ZH = "班组 van/Li（车辆 van，驾驶员 Li）"


def one_shop() -> Town:
    """Depot, market and shop A, each 10 min and 6 km from the others; A asks for 100 kg and takes 5 min to unload.

    The van's day: 0 START 06:00, 1 LOAD 06:10, 2 DELIVER 06:20-06:25, 3 END 06:35.
    """
    return town().place("A", service_fixed_s=300).demand("A", quantity=100)


def one_trip(world: Town, *, units: int = 100) -> tuple[Day, TravelTable, Plan]:
    """The van brings so much to A and returns; the plan is clean."""
    day, travel = world.day(), world.travel()
    run = Run(trips=[("market", [("A-rice", units)])])
    return day, travel, checked(day, travel, plan(day, travel, [run]))


def of_crew(rule: Rule, en: str, zh: str, *, excess: int = 0, who: str = WHO, who_zh: str = WHO_ZH) -> Breach:
    return Breach(rule=rule, crew=CREW, excess=excess, message=Text(f"{who} {en}", f"{who_zh}{zh}"))


def of_plan(rule: Rule, en: str, zh: str, *, excess: int = 0) -> Breach:
    return Breach(rule=rule, excess=excess, message=Text(en, zh))


def at(rule: Rule, visit: int, where: tuple[str, str], en: str, zh: str, *, excess: int = 0) -> Breach:
    """A breach at a visit of the van; ``where`` is for example ("load at market", "market，装货")."""
    return Breach(
        rule=rule,
        crew=CREW,
        visit=visit,
        excess=excess,
        message=Text(
            f"crew {CREW}, visit {visit} ({where[0]}) {en}",
            f"班组 {CREW} 第 {visit} 站（{where[1]}）{zh}",
        ),
    )


START = ("start at depot", "depot，出发")
LOAD = ("load at market", "market，装货")
AT_A = ("deliver at A", "A，送货")
END = ("end at depot", "depot，收车")
