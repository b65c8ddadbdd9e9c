//! Figures and settings that come with a question, from JSON.
//!
//! Three forms are read, and may be mixed:
//!
//! ```text
//! {"NR.MroFailRate": 3.1, "$cio": "dB0", "TTT": 160}
//! {"relations": {"north": {"NR.HO.IntraSys.TooLate": 45}}, "before": {"NR.MroFailRate": 1},
//!  "busy": {…}, "days": [{…}, {…}], "win": {"48": {…}}, "n": {"NR.MroFailRate": 500}}
//! [{"fact": "NR.MroFailRate", "value": 3.1, "n": 500, "scope": "relation", "object": "north"}]
//! ```
//!
//! Also `fig`, `figures`, `counters`, `kpis`, `settings` for what stands in them; `base` and `baseline`
//! for `before`. A figure may be an object itself: `{"value": 3.1, "n": 500, "before": 1}`.

use protocol::answer::{Given, GivenValue, MOST_GIVEN, Moment};
use protocol::catalogue::Micro;
use protocol::catalogue::expression::Window;
use serde_json::{Map, Value as Json};

/// Objects inside each other.
const DEEPEST: usize = 8;

/// Reads them.
///
/// # Errors
/// What cannot be read, and why, in words.
pub fn read(json: &Json) -> Result<Vec<Given>, String> {
    let mut reader = Reader { given: Vec::new() };
    let place = Place::default();
    match json {
        Json::Null => {}
        Json::Array(all) => {
            for one in all {
                reader.record(one, &place)?;
            }
        }
        Json::Object(level) => reader.level(level, &place, 0)?,
        other => return Err(format!("given must be an object or a list, not {other}")),
    }
    if reader.given.len() > MOST_GIVEN {
        return Err(format!("given has more than {MOST_GIVEN} figures"));
    }
    Ok(reader.given)
}

struct Reader {
    given: Vec<Given>,
}

/// Whose figures are read, and of when.
#[derive(Clone, Default)]
struct Place {
    relation: Option<String>,
    moment: Moment,
}

impl Reader {
    fn level(
        &mut self,
        level: &Map<String, Json>,
        place: &Place,
        depth: usize,
    ) -> Result<(), String> {
        if depth > DEEPEST {
            return Err("given has objects too deep inside each other".to_owned());
        }
        let mut place = place.clone();
        // A level by itself may be a relation; it needs no name.
        if level.get("scope").and_then(Json::as_str) == Some("relation") && place.relation.is_none()
        {
            place.relation = Some(text(level.get("object")).unwrap_or_default());
        }
        let samples = level.get("n").and_then(Json::as_object);
        let at = |moment: Moment| Place {
            moment,
            ..place.clone()
        };
        let moment = place.moment;
        for (key, value) in level {
            match (key.as_str(), value) {
                ("n", Json::Object(_)) | ("scope" | "object", _) => {}
                ("fig" | "figures" | "counters" | "kpis" | "settings", Json::Object(inner)) => {
                    let mut inner = inner.clone();
                    if let Some(samples) = samples {
                        inner.insert("n".to_owned(), Json::Object(samples.clone()));
                    }
                    self.level(&inner, &place, depth + 1)?;
                }
                ("base" | "baseline" | "before", Json::Object(inner)) => {
                    let before = Moment {
                        before: true,
                        ..moment
                    };
                    self.level(inner, &at(before), depth + 1)?;
                }
                ("busy", Json::Object(inner)) => {
                    self.level(inner, &at(over(moment, Window::Busy)), depth + 1)?;
                }
                ("win" | "windows", Json::Object(windows)) => {
                    for (hours, inner) in windows {
                        let hours = hours.trim_end_matches('h').parse();
                        let hours: Micro = hours.map_err(|_| format!("{key}: hours expected"))?;
                        let inner = object(inner, key)?;
                        let place = at(over(moment, Window::Hours(hours)));
                        self.level(inner, &place, depth + 1)?;
                    }
                }
                ("days", Json::Array(days)) => {
                    for (day, inner) in (0..).zip(days.iter().take(usize::from(u8::MAX))) {
                        let day = Moment {
                            day: Some(day),
                            ..moment
                        };
                        self.level(object(inner, key)?, &at(day), depth + 1)?;
                    }
                }
                ("relations", Json::Object(relations)) => {
                    for (name, inner) in relations {
                        self.relation(name.clone(), inner, &place, depth)?;
                    }
                }
                ("relations", Json::Array(relations)) => {
                    for (number, inner) in relations.iter().enumerate() {
                        let names = ["name", "object", "target"].map(|name| inner.get(name));
                        let name = names.into_iter().flatten().find_map(Json::as_str);
                        let name = name.map_or_else(|| format!("{}", number + 1), str::to_owned);
                        self.relation(name, inner, &place, depth)?;
                    }
                }
                ("name" | "target", Json::String(_)) if place.relation.is_some() => {}
                (_, Json::Null) => {}
                _ => self.figure(key, value, samples, &place)?,
            }
        }
        Ok(())
    }

    fn relation(
        &mut self,
        name: String,
        json: &Json,
        place: &Place,
        depth: usize,
    ) -> Result<(), String> {
        let place = Place {
            relation: Some(name),
            ..place.clone()
        };
        self.level(object(json, "relations")?, &place, depth + 1)
    }

    /// A figure by its name: a value, or an object that says more.
    fn figure(
        &mut self,
        name: &str,
        json: &Json,
        samples: Option<&Map<String, Json>>,
        place: &Place,
    ) -> Result<(), String> {
        if let Json::Object(more) = json {
            let mut record = more.clone();
            record.insert("fact".to_owned(), Json::String(name.to_owned()));
            return self.record(&Json::Object(record), place);
        }
        let samples = samples.and_then(|all| all.get(name));
        self.push(name, json, samples, place, false)
    }

    /// An entry of a list.
    fn record(&mut self, json: &Json, place: &Place) -> Result<(), String> {
        let record = object(json, "given")?;
        let mut place = place.clone();
        let object = text(record.get("object"));
        place.relation = match record.get("scope").and_then(Json::as_str) {
            Some("relation") => Some(object.unwrap_or_default()),
            Some(_) => None,
            None => text(record.get("relation")).or(place.relation),
        };
        if let Some(day) = record.get("day").and_then(Json::as_u64) {
            place.moment.day = u8::try_from(day).ok();
        }
        match record.get("over") {
            Some(Json::String(word)) if word == "busy" => {
                place.moment.window = Some(Window::Busy);
            }
            Some(hours) => {
                let hours = micro(hours).ok_or("over: hours expected, or busy")?;
                place.moment.window = Some(Window::Hours(Micro(hours)));
            }
            None => {}
        }
        let name = text(record.get("fact")).or_else(|| text(record.get("name")));
        let name = name.ok_or("an entry of given has no fact")?;
        let suspect = record.get("suspect").and_then(Json::as_bool) == Some(true);
        let samples = record.get("n").or_else(|| record.get("samples"));
        let value = record.get("value").unwrap_or(&Json::Null);
        let before = ["before", "base", "baseline"].map(|key| record.get(key));
        if value.is_null() {
            return Ok(());
        }
        match before.into_iter().flatten().next() {
            Some(Json::Bool(before)) => place.moment.before = *before,
            Some(earlier) => {
                let mut then = place.clone();
                then.moment.before = true;
                self.push(&name, earlier, None, &then, suspect)?;
            }
            None => {}
        }
        self.push(&name, value, samples, &place, suspect)
    }

    fn push(
        &mut self,
        name: &str,
        value: &Json,
        samples: Option<&Json>,
        place: &Place,
        suspect: bool,
    ) -> Result<(), String> {
        let bad = || format!("{name}: a number or a word expected");
        let value = match value {
            Json::String(word) => match word.trim().parse::<Micro>() {
                Ok(number) => GivenValue::Number(number.0),
                Err(_) => GivenValue::Text(word.trim().to_owned()),
            },
            Json::Bool(truth) => GivenValue::Text(truth.to_string()),
            Json::Number(_) => GivenValue::Number(micro(value).ok_or_else(bad)?),
            _ => return Err(bad()),
        };
        self.given.push(Given {
            fact: name.to_owned(),
            value,
            samples_micro: samples.and_then(micro),
            relation: place.relation.clone(),
            moment: place.moment,
            suspect,
        });
        Ok(())
    }
}

fn over(moment: Moment, window: Window) -> Moment {
    Moment {
        window: Some(window),
        ..moment
    }
}

fn object<'a>(json: &'a Json, name: &str) -> Result<&'a Map<String, Json>, String> {
    json.as_object()
        .ok_or_else(|| format!("{name}: an object expected"))
}

fn text(json: Option<&Json>) -> Option<String> {
    json.and_then(Json::as_str).map(str::to_owned)
}

/// Micro-units; `None` for what is no number or does not fit.
fn micro(json: &Json) -> Option<i64> {
    let number = json.as_f64()? * 1e6;
    (number.is_finite() && number.abs() < 9.0e18).then(|| number.round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Vec<String> {
        let json: Json = serde_json::from_str(text).expect("JSON");
        let given = read(&json).unwrap_or_else(|reason| panic!("{text}: {reason}"));
        let line = |one: &Given| {
            let moment = protocol::words::advice::moment(one.moment);
            let value = protocol::words::advice::given_value(&one.value, None);
            let samples = one.samples_micro.map(|n| format!(" of {}", n / 1_000_000));
            let relation = one.relation.as_ref().map(|name| format!(" on <{name}>"));
            let line = [
                samples.unwrap_or_default(),
                relation.unwrap_or_default(),
                format!(" {moment}"),
                if one.suspect { " suspect" } else { "" }.to_owned(),
            ];
            format!("{} {value}{}", one.fact, line.concat())
                .trim_end()
                .to_owned()
        };
        given.iter().map(line).collect()
    }

    #[test]
    fn the_forms_of_a_network_are_read() {
        assert_eq!(
            read_text(
                r#"{"NR.MroFailRate": 3.1, "$cio": "dB0", "$es": true, "L": null, "M": "12.5"}"#
            ),
            ["$cio dB0", "$es true", "M 12.5", "NR.MroFailRate 3.1"]
        );
        assert_eq!(
            read_text(
                r#"{"fig": {"A": 1, "$b": 2}, "n": {"A": 40}, "busy": {"A": 3}, "base": {"fig": {"A": 4}},
                "days": [{"A": 5}, {"busy": {"A": 6}}], "win": {"48": {"A": 7}},
                "relations": [{"fig": {"A": 8}}, {"name": "x", "base": {"A": 9}}]}"#
            ),
            [
                "A 4 before the last change",
                "A 3 in the busy hour",
                "A 5 on the last full day",
                "A 6 in the busy hour on the full day 1 before the last",
                "$b 2",
                "A 1 of 40",
                "A 8 on <1>",
                "A 9 on <x> before the last change",
                "A 7 over 48 h"
            ]
        );
        assert_eq!(
            read_text(
                r#"[{"fact": "A", "value": 1, "n": 30, "scope": "relation", "object": "x"},
                {"fact": "B", "value": 2, "scope": "cell", "object": "c", "suspect": true, "before": 1},
                {"fact": "C", "value": 3, "over": "busy"}]"#
            ),
            [
                "A 1 of 30 on <x>",
                "B 1 before the last change suspect",
                "B 2  suspect",
                "C 3 in the busy hour"
            ]
        );
        assert_eq!(read_text(r#"{"scope": "relation", "A": 1}"#), ["A 1 on <>"]);
        assert_eq!(read_text(r#"{"A": {"value": 3, "n": 5}}"#), ["A 3 of 5"]);
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        for text in [
            "3",
            r#"{"A": [1]}"#,
            r#"[{"value": 1}]"#,
            r#"{"relations": {"x": 3}}"#,
            r#"{"A": 1e300}"#,
            r#"{"win": {"day": {}}}"#,
        ] {
            let json: Json = serde_json::from_str(text).expect("JSON");
            assert!(read(&json).is_err(), "{text}");
        }
    }
}
