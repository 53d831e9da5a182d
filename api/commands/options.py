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
Seed = Annotated[int, typer.Option(min=0, max=2**31 - 1, help="Seed of every random choice. 随机种子")]
