"""Which places with demands no vehicle, or not every vehicle, can drive to from the stocks: W4304 and W4306."""

from collections.abc import Iterator, Mapping

from graphs.changes.say import Said
from graphs.leg import UNREACHABLE
from graphs.profiles import VehicleClass
from graphs.travel import TravelTimes
from optimizer.intake.vocabulary import CLASSES
from optimizer.model.day import Day
from optimizer.model.findings import Issue, Where
from optimizer.model.text import Text
from optimizer.validation.ground import Ground
from optimizer.validation.say import issue


def unreached(day: Day, travel: TravelTimes) -> dict[str, tuple[str, ...]]:
    """Places with demands that a profile never reaches from any stock, by profile; the profiles that miss some."""
    sources = sources_of(day, travel)
    wanted = {demand.place for demand in day.demands.values()}
    places = [place for place, snap in travel.snaps.items() if place in wanted and snap.refusal is None]
    found = {}
    for layer, profile in enumerate(travel.profiles if sources else ()):
        from_stock = travel.shortest[layer, [travel.row[source] for source in sources]].min(axis=0)
        missed = tuple(place for place in places if from_stock[travel.row[place]] >= UNREACHABLE)
        if missed:
            found[profile] = missed
    return found


def sources_of(day: Day, travel: TravelTimes) -> tuple[str, ...]:
    """Places with stock that lie on the roads."""
    return tuple(place for place in day.load_points if place in travel.row and travel.snaps[place].refusal is None)


def w4304_no_way(ground: Ground) -> Iterator[Issue]:
    """See that a place with demands can be driven to from some place with stock, by some vehicle at some hour."""
    missed = unreached(ground.day, ground.travel)
    for place in _by_all(ground, missed):
        cause = next((found[place] for found in ground.causes.values() if place in found), Said("", ""))
        yield issue(
            "W4304",
            ground.where(place, "id"),
            Text(
                f"no road leads from any place with stock to place {place!r} (its road is "
                f"{ground.travel.snaps[place].moved_m:,} m away): {cause.en}{cause.en and '; '}it will not be served",
                f"没有道路从任何货源通往地点“{place}”（距其道路 {ground.travel.snaps[place].moved_m:,} 米），"
                f"{cause.zh}{cause.zh and '，'}将无法送达",
            ),
            Text("check the position and the road closures", "请核对坐标和道路封闭情况"),
        )


def w4306_not_by_all(ground: Ground) -> Iterator[Issue]:
    """Tell which vehicles never reach some places that others do, and why; once for each profile."""
    missed = unreached(ground.day, ground.travel)
    never = _by_all(ground, missed)
    for profile, places in missed.items():
        some = [place for place in places if place not in never]
        if some:
            cause, who = ground.causes.get(profile, {}).get(some[0], Said("", "")), _who(profile)
            yield issue(
                "W4306",
                Where(),
                Text(
                    f"{who.en} do not reach {len(some)} place(s) that others do, the first {some[0]!r}"
                    f"{cause.en and ': '}{cause.en}",
                    f"{who.zh}无法到达 {len(some)} 个其他车辆可到的地点，首个为“{some[0]}”"
                    f"{cause.zh and '：'}{cause.zh}",
                ),
                Text(
                    "nothing need be done; other vehicles serve them. If the limit is wrong, check size and permits",
                    "无需处理，由其他车辆送达；如限制有误，请核对车辆尺寸和通行证",
                ),
            )


def _who(profile: str) -> Text:
    """Say whom a profile stands for (:attr:`optimizer.model.day.Day.profiles`)."""
    vehicle_class, *permits = profile.split("+")
    word = CLASSES.to_sheet(VehicleClass(vehicle_class))
    if not permits:
        return Text(f"{vehicle_class} vehicles without a permit", f"未持通行证的{word}车")
    return Text(f"{vehicle_class} vehicles with {', '.join(permits)}", f"持 {'、'.join(permits)} 的{word}车")


def _by_all(ground: Ground, missed: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Places that all profiles miss."""
    if len(missed) < len(ground.travel.profiles) or not missed:
        return ()
    first, *others = missed.values()
    return tuple(place for place in first if all(place in other for other in others))
