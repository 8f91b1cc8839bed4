"""Runs the queries of docs/COHORTS_SQL.md in DuckDB and in pandas, in the working folder, and prints what both say.

Input: JSON on standard input with `sql` and `python` (the preparation), `queries` (each with `title`, `sql`, `python`) and `asked` (more
SQL, of which only the rows are wanted). Output: JSON with `results` (each with `columns` and `rows` of both) and `asked` (rows).
"""

import json
import sys

import duckdb
import pandas as pd


def plain(value):
    """A value as JSON has it: no kinds of numbers, of days and of what is missing that only one of both knows."""
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    if value is None or pd.isna(value):
        return None
    if hasattr(value, "isoformat"):
        day = pd.Timestamp(value)
        assert day == day.normalize(), value
        return day.date().isoformat()
    if isinstance(value, str):
        return value
    number = float(value)
    number = round(number, 9)
    return int(number) if number.is_integer() else number


def rows(values):
    return [[plain(value) for value in row] for row in values]


def of_sql(database, sql):
    done = database.execute(sql)
    return {"columns": [column[0] for column in done.description], "rows": rows(done.fetchall())}


def of_pandas(prepared, code):
    names = dict(prepared)
    exec(code, names)
    result = names["result"]
    return {"columns": list(result.columns), "rows": rows(result.itertuples(index=False, name=None))}


task = json.load(sys.stdin)
database = duckdb.connect()
database.execute(task["sql"])
prepared = {}
exec(task["python"], prepared)
results = [
    {"sql": of_sql(database, query["sql"]), "pandas": of_pandas(prepared, query["python"])} for query in task["queries"]
]
json.dump({"results": results, "asked": [of_sql(database, sql)["rows"] for sql in task["asked"]]}, sys.stdout)
