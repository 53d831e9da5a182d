"""The sentences for clients that are left out, in English and Chinese; figures in the units of the instance's file."""

from collections.abc import Mapping, Sequence

from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.text import Text
from scenarios.instances.breaches import MEANINGS, Fault, RouteBreach
from scenarios.instances.solution import in_file_units

NOT_ASKED = Text("one of many; the reason was not looked for", "未服务客户过多，未逐一分析原因")

PLAIN: Mapping[Fault, Text] = {
    Fault.SITE: Text("no vehicle may go there", "没有车辆可以前往"),
    Fault.STOCK: Text("no vehicle may load where its goods are in stock", "没有车辆可以在其货物所在地装货"),
    Fault.WAY: Text("no way leads there and on", "没有道路可以往返"),
    Fault.BACKHAUL: Text("it is a pickup, and may not be served on a trip that delivers nothing", "取货不能单独成趟"),
}
BY: Mapping[Fault, Text] = {
    Fault.CAPACITY: Text("too large for every vehicle that may go there, by {}", "超过所有可前往车辆的载量，超出 {}"),
    Fault.WINDOW: Text(
        "no vehicle can be there before the last window closes; the quickest comes {} too late",
        "没有车辆能在最后的时间窗关闭前到达，最快的迟到 {}",
    ),
    Fault.SHIFT: Text("a vehicle that served nobody else would be back {} after its shift", "单独服务也将超出班次 {}"),
    Fault.DURATION: Text("a route to nobody else would take {} too long", "单独服务的行程时间也将超出上限 {}"),
    Fault.DISTANCE: Text("a route to nobody else would be {} too long", "单独服务的行程距离也将超出上限 {}"),
    Fault.DRIVING: Text("a route to nobody else would have {} too much driving", "单独服务的驾驶时间也将超出上限 {}"),
    Fault.MEAL: Text("on the way there a meal would begin {} too late", "途中用餐将推迟 {}"),
    Fault.RIDE: Text("the ride from its pickup would take {} too long", "从取货到送达的在车时间将超出上限 {}"),
}


def why(problem: RoutingProblem, breach: RouteBreach, stops: Sequence[int]) -> Text:
    """Say what is wrong with the vehicle that suits best."""
    if breach.fault not in BY:
        return PLAIN.get(breach.fault, MEANINGS[breach.fault])
    sentence = BY[breach.fault]
    by = str(breach.excess) if breach.fault is Fault.CAPACITY else in_file_units(problem, breach.excess)
    at = ""
    if len(stops) > 1 and breach.at is not None:
        at = f" ({problem.location(breach.at)})"
    return Text(sentence.en.format(by) + at, sentence.zh.format(by) + at)


def together(sentences: Sequence[Text], stops: int) -> Text:
    """Join what is wrong; a client that comes with others is told so."""
    en, zh = "; ".join(dict.fromkeys(s.en for s in sentences)), "；".join(dict.fromkeys(s.zh for s in sentences))
    if stops > 1:
        return Text(f"with those it must be served with: {en}", f"与须同车服务的客户一起：{zh}")
    return Text(en, zh)


def before_it(problem: RoutingProblem, first: int) -> Text:
    """Say whom it may not come without."""
    place = problem.location(first)
    return Text(f"location {place}, which must come before it, is not served", f"须先服务的地点 {place} 未被服务")


def not_worth(problem: RoutingProblem, client: int) -> Text:
    """Of a client that may be left out at a price."""
    prize = in_file_units(problem, problem.clients[client].prize)
    return Text(
        f"leaving it out costs {prize}; no route was found on which serving it costs less",
        f"不服务的代价为 {prize}；未找到服务成本更低的路线",
    )


def none_used() -> Text:
    """Of a client for which a vehicle is left."""
    return Text(
        "a vehicle that could serve it alone is left; the search did not come to it in time: search longer",
        "仍有空闲车辆可单独服务；搜索时间不足，请延长搜索",
    )


def all_in_use(vehicles: int, short: int) -> Text:
    """Of a client that has been crowded out; ``short``: by how much the room on all of them is too small."""
    if short:
        return Text(
            f"no vehicle left: all {vehicles} that could serve it alone are in use, "
            f"and the one with most room is {short} short",
            f"没有剩余车辆：可单独服务的 {vehicles} 辆均已使用，余量最大的仍差 {short}",
        )
    return Text(
        f"no room found: all {vehicles} vehicles that could serve it alone are in use, "
        "and none was found to reach it beside its other clients",
        f"未找到空位：可单独服务的 {vehicles} 辆车均已使用，在其他任务之外未能安排",
    )
