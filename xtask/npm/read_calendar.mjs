// Reads calendar files with ical.js and prints their events as JSON. Whatever it warns of fails.
// Arguments: the folder in which ical.js is installed, then the files.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, ...paths] = process.argv.slice(2);
const loaded = createRequire(join(folder, "package.json"))("ical.js");
const ICAL = loaded.default ?? loaded;
ICAL.design.strict = true;
console.warn = console.error = (...words) => {
  throw new Error(words.join(" "));
};

const moment = (time) =>
  time.isDate ? time.toString() : time.toJSDate().toISOString().replace(".000Z", "Z");

function alarm(component) {
  const trigger = component.getFirstProperty("trigger");
  return {
    before: -trigger.getFirstValue().toSeconds(),
    related: trigger.getFirstParameter("related") ?? "START",
  };
}

// When an event that repeats begins, the first times of it.
function times(component) {
  if (component.getFirstProperty("rrule") === null) return [];
  const steps = new ICAL.Event(component).iterator();
  const found = [];
  for (let next = steps.next(); next && found.length < 50; next = steps.next()) {
    found.push(moment(next));
  }
  return found;
}

function event(component) {
  const text = (name) => component.getFirstPropertyValue(name) ?? "";
  const end = component.getFirstPropertyValue("dtend");
  const categories = component.getFirstProperty("categories");
  return {
    uid: text("uid"),
    sequence: component.getFirstPropertyValue("sequence"),
    summary: text("summary"),
    description: text("description"),
    location: text("location"),
    status: text("status"),
    start: moment(component.getFirstPropertyValue("dtstart")),
    end: end === null ? null : moment(end),
    categories: categories === null ? [] : categories.getValues(),
    url: text("url"),
    alarms: component.getAllSubcomponents("valarm").map(alarm),
    times: times(component),
  };
}

function calendar(path) {
  const read = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
  read.getAllSubcomponents("vtimezone").forEach((zone) => ICAL.TimezoneService.register(zone));
  return {
    name: read.getFirstPropertyValue("x-wr-calname"),
    events: read.getAllSubcomponents("vevent").map(event),
  };
}

process.stdout.write(JSON.stringify(paths.map(calendar)));
