"""Arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

DayPath = Annotated[
    Path,
    typer.Argument(help="Workbook (.xlsx), JSON file, or folder of CSV files. 工作簿、JSON 文件或 CSV 文件夹"),
]
Roads = Annotated[
    str | None,
    typer.Option(
        help="Road extract (.osm.pbf, .osm, .osm.gz, .osm.bz2, .graphml), or 'town'. 路网文件；默认 town 为内置山城",
        metavar="FILE|town",
        show_default="town",
    ),
]
OutFolder = Annotated[Path, typer.Option(help="Folder for the results. 结果文件夹")]
Seconds = Annotated[float | None, typer.Option(help="Seconds of search. 搜索时长（秒）", show_default="60")]
Iterations = Annotated[
    int | None,
    typer.Option(help="Iterations of search instead: same seed, same plan. 迭代次数：同样种子，同样方案"),
]
StartPlan = Annotated[
    Path | None,
    typer.Option(
        help="plan.json to start from, also a partial or outdated one. 作为起点的 plan.json，可不完整", metavar="PLAN"
    ),
]
PriceCrew = Annotated[
    float | None,
    typer.Option(help="Yuan for each stop of it that another vehicle serves. 改由其他车辆派送的每站代价（元）"),
]
PriceOrder = Annotated[
    float | None,
    typer.Option(help="Yuan for each stop served after another one than in it. 派送顺序改变的每站代价（元）"),
]
PriceHour = Annotated[
    float | None,
    typer.Option(
        help="Yuan an hour that a stop is over 15 min earlier or later. 每站提前或推迟超过 15 分钟的每小时代价（元）"
    ),
]
Seed = Annotated[int, typer.Option(min=0, max=2**31 - 1, help="Seed of every random choice. 随机种子")]
