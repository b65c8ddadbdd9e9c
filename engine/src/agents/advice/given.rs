//! What the names of given figures and settings mean: counters, KPIs, gaps, settings.

use protocol::answer::{Given, GivenValue};
use protocol::catalogue::expression::{End, Figure, Measured, Name, Spread};
use protocol::catalogue::{Micro, Table};
use protocol::ids::RowId;

use crate::catalogue::{Catalogue, RowNumber};
use crate::routing::understand;

/// Something given, with what its name means.
#[derive(Clone, Debug)]
pub struct Fact {
    /// As it was given.
    pub given: Given,
    /// Where it stands in the question, when it was read there.
    pub span: Option<(u32, u32)>,
    /// What its name means.
    pub means: Meaning,
}

/// What a name means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// A figure; several where both technologies have one of that name.
    Figures(Vec<Measured>),
    /// A setting by its short name in the entry of an agent.
    Variable(String),
    /// A setting by the rows of that name.
    Setting(Vec<RowNumber>),
    /// Nothing that is known.
    Nothing,
}

impl Fact {
    /// Whether it is a figure, not a setting.
    pub const fn is_figure(&self) -> bool {
        matches!(self.means, Meaning::Figures(_))
    }

    /// The number, where it is one.
    pub const fn number(&self) -> Option<f64> {
        match self.given.value {
            GivenValue::Number(number) => Some(number as f64 / 1e6),
            GivenValue::Text(_) => None,
        }
    }
}

/// What a name means.
pub fn meaning(catalogue: &Catalogue, name: &str) -> Meaning {
    let name = name.trim();
    if let Some(var) = name.strip_prefix('$') {
        return Meaning::Variable(var.to_owned());
    }
    if let Some(spread) = spread(catalogue, name) {
        return Meaning::Figures(spread);
    }
    let (bare, labels, at) = parts(name);
    let figure = |of: Name| {
        Measured::Figure(Figure {
            name: of,
            labels: labels.clone(),
            at,
        })
    };
    if let Some(gap) = bare.strip_prefix('?') {
        return Meaning::Figures(vec![figure(Name::Gap(gap.to_owned()))]);
    }
    let rows = rows(catalogue, bare);
    let is_figure = |row: &RowNumber| {
        matches!(
            catalogue.rows.table(*row),
            Some(Table::Counter | Table::Kpi)
        )
    };
    let figures = rows.iter().filter(|row| is_figure(row));
    let figures: Vec<Measured> = figures
        .map(|row| figure(Name::Row(catalogue.rows.id(*row))))
        .collect();
    if !figures.is_empty() {
        return Meaning::Figures(figures);
    }
    let settings: Vec<RowNumber> = rows
        .into_iter()
        .filter(|row| {
            let table = catalogue.rows.table(*row);
            table.is_some_and(Table::holds_parameters)
        })
        .collect();
    if settings.is_empty() {
        Meaning::Nothing
    } else {
        Meaning::Setting(settings)
    }
}

/// The rows of a name: by id, by id without technology, else as a question would mean it.
fn rows(catalogue: &Catalogue, name: &str) -> Vec<RowNumber> {
    let by_id = |id: &str| catalogue.rows.number(id);
    if let Some(row) = by_id(name) {
        return vec![row];
    }
    let both = ["NR.", "LTE."].map(|technology| by_id(&format!("{technology}{name}")));
    let both: Vec<RowNumber> = both.into_iter().flatten().collect();
    if !both.is_empty() {
        return both;
    }
    let query = understand(catalogue, name);
    let whole = query
        .mentions
        .into_iter()
        .find(|mention| mention.start == 0 && mention.end == name.len());
    whole.map_or_else(Vec::new, |mention| mention.rows)
}

/// A name without its labels and its end of a relation, and these.
fn parts(name: &str) -> (&str, Vec<(String, String)>, Option<End>) {
    let (name, at) = match name.rsplit_once('@') {
        Some((rest, end)) => match End::from_word(end) {
            Some(end) => (rest, Some(end)),
            None => (name, None),
        },
        None => (name, None),
    };
    let Some((bare, labels)) = name
        .split_once('[')
        .and_then(|(bare, rest)| Some((bare, rest.strip_suffix(']')?)))
    else {
        return (name, Vec::new(), at);
    };
    let pair = |pair: &str| {
        let (label, value) = pair.split_once('=')?;
        Some((label.trim().to_owned(), value.trim().to_owned()))
    };
    let mut labels: Vec<_> = labels.split(',').filter_map(pair).collect();
    crate::sort::by(&mut labels, Ord::cmp);
    (bare, labels, at)
}

/// `share(NR.L1M.PHR1, BinX, -32..0)` or `mean(…, BinX)`.
fn spread(catalogue: &Catalogue, name: &str) -> Option<Vec<Measured>> {
    let share = name.strip_prefix("share(");
    let inside = share.or_else(|| name.strip_prefix("mean("))?;
    let inside = inside.strip_suffix(')')?;
    let (rest, between) = match share {
        Some(_) => {
            let (rest, between) = inside.rsplit_once(',')?;
            let (from, to) = between.trim().split_once("..")?;
            let end = |text: &str| text.trim().trim_start_matches('+').parse::<Micro>().ok();
            (rest, Some((end(from)?, end(to)?)))
        }
        None => (inside, None),
    };
    let (figure, label) = rest.rsplit_once(',')?;
    let Meaning::Figures(figures) = meaning(catalogue, figure) else {
        return None;
    };
    let spreads = figures.into_iter().map(|figure| {
        Measured::Spread(Spread {
            figure: figure.figure().clone(),
            label: label.trim().to_owned(),
            between,
        })
    });
    Some(spreads.collect())
}

/// Unit of a figure, where its row has one.
pub fn unit(catalogue: &Catalogue, measured: &Measured) -> Option<String> {
    use protocol::catalogue::Row;
    if let Measured::Spread(spread) = measured {
        return spread.between.map(|_| "%".to_owned());
    }
    let id: &RowId = measured.figure().id()?;
    match catalogue.rows.row(catalogue.rows.number(id.as_str())?)? {
        Row::Counter(counter) => counter.unit,
        Row::Kpi(kpi) => Some(kpi.unit),
        _ => None,
    }
}
