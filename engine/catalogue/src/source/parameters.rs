//! The four parameter tables in one shape.

use std::collections::BTreeMap;
use std::path::Path;

use protocol::catalogue::{
    Legal, Micro, Origins, Parameter, Special, Table, basis_of_word, usage_of_word,
};
use protocol::ids::RowId;
use serde::Deserialize;
use serde_json::{Number, Value};

use super::files::{convert, lines, literal, micro};
use crate::problem::Problems;

/// All parameter rows, table after table.
pub fn read(dir: &Path) -> Result<Vec<Parameter>, Problems> {
    let mut all = Vec::new();
    for (file, table) in [
        ("facts/rrc_parameters_nr.jsonl", Table::RrcNr),
        ("facts/rrc_parameters_lte.jsonl", Table::RrcLte),
    ] {
        all.extend(convert(file, lines::<Rrc>(dir, file)?, |raw| {
            raw.typed(table)
        })?);
    }
    let file = "facts/nrm_attributes.jsonl";
    all.extend(convert(file, lines(dir, file)?, Nrm::typed)?);
    let file = "facts/tr196_lte.jsonl";
    all.extend(convert(file, lines(dir, file)?, SmallCell::typed)?);
    Ok(all)
}

/// The `basis` column: field name to word.
pub fn origins(words: &BTreeMap<String, String>) -> Result<Origins, String> {
    words
        .iter()
        .map(|(field, word)| {
            let basis = basis_of_word(word).ok_or(format!("unknown basis {word}"))?;
            Ok((field.clone(), basis))
        })
        .collect()
}

fn document(table: Table) -> String {
    table.document().unwrap_or_default().to_owned()
}

fn number(number: Option<&Number>) -> Result<Option<Micro>, String> {
    number.map(micro).transpose()
}

fn literals(values: &[Value]) -> Result<Vec<String>, String> {
    values.iter().map(literal).collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSpecial {
    value: Value,
    means: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Size {
    Fixed(u32),
    Between(u32, u32),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rrc {
    id: String,
    tech: String,
    ie: String,
    name: String,
    r#type: String,
    min: Option<Number>,
    max: Option<Number>,
    #[serde(default)]
    values: Vec<Value>,
    size: Option<Size>,
    type_ref: Option<String>,
    unit: Option<String>,
    scale: Option<Number>,
    offset: Option<Number>,
    multiple_of: Option<u32>,
    r#use: String,
    #[serde(default)]
    bcast: bool,
    rel: Option<u8>,
    kind: Option<String>,
    #[serde(default)]
    basis: BTreeMap<String, String>,
    sign: Option<String>,
    common_name: Option<String>,
    #[serde(default)]
    special: Vec<RawSpecial>,
    alias_of: Option<String>,
}

impl Rrc {
    fn typed(self, table: Table) -> Result<Parameter, String> {
        let tech = if table == Table::RrcNr { "NR" } else { "LTE" };
        if self.tech != tech {
            return Err(format!("technology {} in the table of {tech}", self.tech));
        }
        if self.kind.as_deref().is_some_and(|kind| kind != "type") {
            return Err("unknown kind".to_owned());
        }
        let special = self.special.into_iter().map(|raw| {
            let value = if raw.value.is_null() {
                None
            } else {
                Some(literal(&raw.value)?)
            };
            Ok(Special {
                value,
                means: raw.means,
            })
        });
        Ok(Parameter {
            id: RowId(self.id),
            table,
            holder: self.ie,
            name: self.name,
            legal: Legal {
                kind: self.r#type,
                min: number(self.min.as_ref())?,
                max: number(self.max.as_ref())?,
                values: literals(&self.values)?,
                ranges: Vec::new(),
                size: self.size.map(|size| match size {
                    Size::Fixed(bits) => (bits, bits),
                    Size::Between(least, most) => (least, most),
                }),
                type_ref: self.type_ref,
                unit: self.unit,
                scale: number(self.scale.as_ref())?,
                offset: number(self.offset.as_ref())?,
                multiple_of: self.multiple_of,
                special: special.collect::<Result<_, String>>()?,
                list: false,
            },
            usage: Some(usage_of_word(&self.r#use).ok_or(format!("unknown use {}", self.r#use))?),
            broadcast: self.bcast,
            release: self.rel,
            is_type: self.kind.is_some(),
            sign: self.sign,
            common_name: self.common_name,
            alias_of: self.alias_of.map(RowId),
            spec: document(table),
            reference: None,
            access: None,
            default: None,
            rrc: None,
            range_from_text: false,
            origins: origins(&self.basis)?,
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nrm {
    id: String,
    class: String,
    attr: String,
    r#type: String,
    spec: String,
    r#ref: Option<String>,
    #[serde(default)]
    multi: bool,
    min: Option<Number>,
    max: Option<Number>,
    #[serde(default)]
    values: Vec<Value>,
    #[serde(default)]
    basis: BTreeMap<String, String>,
    unit: Option<String>,
    scale: Option<Number>,
    offset: Option<Number>,
    default: Option<Value>,
}

impl Nrm {
    fn typed(self) -> Result<Parameter, String> {
        Ok(Parameter {
            id: RowId(self.id),
            table: Table::Nrm,
            holder: self.class,
            name: self.attr,
            legal: Legal {
                kind: self.r#type,
                min: number(self.min.as_ref())?,
                max: number(self.max.as_ref())?,
                values: literals(&self.values)?,
                type_ref: self.r#ref,
                unit: self.unit,
                scale: number(self.scale.as_ref())?,
                offset: number(self.offset.as_ref())?,
                list: self.multi,
                ..Legal::default()
            },
            usage: None,
            broadcast: false,
            release: None,
            is_type: false,
            sign: None,
            common_name: None,
            alias_of: None,
            spec: self.spec,
            reference: None,
            access: None,
            default: self.default.as_ref().map(literal).transpose()?,
            rrc: None,
            range_from_text: false,
            origins: origins(&self.basis)?,
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SmallCell {
    id: String,
    object: String,
    name: String,
    r#type: String,
    access: String,
    #[serde(default)]
    values: Vec<Value>,
    #[serde(default)]
    list: bool,
    min: Option<Number>,
    max: Option<Number>,
    #[serde(default)]
    ranges: Vec<(Number, Option<Number>)>,
    r#ref: Option<String>,
    default: Option<String>,
    unit: Option<String>,
    range_src: Option<String>,
    rrc: Option<String>,
}

impl SmallCell {
    fn typed(self) -> Result<Parameter, String> {
        if self
            .range_src
            .as_deref()
            .is_some_and(|source| source != "text")
        {
            return Err("unknown range_src".to_owned());
        }
        let ranges = self
            .ranges
            .iter()
            .map(|(from, to)| Ok((micro(from)?, number(to.as_ref())?)));
        Ok(Parameter {
            id: RowId(self.id),
            table: Table::SmallCell,
            holder: self.object,
            name: self.name,
            legal: Legal {
                kind: self.r#type,
                min: number(self.min.as_ref())?,
                max: number(self.max.as_ref())?,
                values: literals(&self.values)?,
                ranges: ranges.collect::<Result<_, String>>()?,
                unit: self.unit,
                list: self.list,
                ..Legal::default()
            },
            usage: None,
            broadcast: false,
            release: None,
            is_type: false,
            sign: None,
            common_name: None,
            alias_of: None,
            spec: document(Table::SmallCell),
            reference: self.r#ref,
            access: Some(self.access),
            default: self.default,
            rrc: self.rrc,
            range_from_text: self.range_src.is_some(),
            origins: Origins::new(),
        })
    }
}
