"""Reads calendar files with the icalendar library and prints their events as JSON. Whatever it warns of fails."""

import json
import sys
import warnings
from datetime import date, datetime, time, timedelta, timezone
from itertools import islice
from pathlib import Path

from dateutil.rrule import rruleset, rrulestr
from icalendar import Calendar

warnings.simplefilter("error")


def moment(value):
    if isinstance(value, datetime):
        return value.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    raise SystemExit(f"neither a day nor a moment: {value!r}")


def seconds(value):
    if not isinstance(value, timedelta):
        raise SystemExit(f"no duration: {value!r}")
    return int(value.total_seconds())


def alarm(component):
    trigger = component["TRIGGER"]
    return {"before": -seconds(trigger.dt), "related": trigger.params.get("RELATED", "START")}


def rules(component, name, begin):
    """The rules of one sort: none, one, or several."""
    values = component.get(name, [])
    values = values if isinstance(values, list) else [values]
    return [rrulestr(value.to_ical().decode(), dtstart=begin) for value in values]


def times(component):
    """When an event that repeats begins, the first times of it."""
    if "RRULE" not in component:
        return []
    start = component["DTSTART"].dt
    is_day = not isinstance(start, datetime)
    begin = datetime.combine(start, time()) if is_day else start
    steps = rruleset()
    for rule in rules(component, "RRULE", begin):
        steps.rrule(rule)
    for rule in rules(component, "EXRULE", begin):
        steps.exrule(rule)
    return [moment(step.date() if is_day else step) for step in islice(steps, 50)]


def event(component):
    end = component.get("DTEND")
    categories = component.get("CATEGORIES")
    return {
        "uid": str(component["UID"]),
        "sequence": int(component["SEQUENCE"]),
        "summary": str(component["SUMMARY"]),
        "description": str(component.get("DESCRIPTION", "")),
        "location": str(component.get("LOCATION", "")),
        "status": str(component["STATUS"]),
        "start": moment(component["DTSTART"].dt),
        "end": None if end is None else moment(end.dt),
        "categories": [] if categories is None else [str(one) for one in categories.cats],
        "url": str(component.get("URL", "")),
        "alarms": [alarm(one) for one in component.subcomponents if one.name == "VALARM"],
        "times": times(component),
    }


def calendar(path):
    read = Calendar.from_ical(Path(path).read_bytes())
    for component in read.walk():
        if component.errors:
            raise SystemExit(f"{path}: {component.name}: {component.errors}")
    return {"name": str(read["X-WR-CALNAME"]), "events": [event(one) for one in read.walk("VEVENT")]}


json.dump([calendar(path) for path in sys.argv[1:]], sys.stdout)
