//! Ids as paths that share their beginnings.

use protocol::catalogue::packed::Paths;

use super::sheet::Texts;
use crate::problem::Problem;

/// Packs ids in their order.
pub fn pack<'a>(ids: impl Iterator<Item = &'a str>) -> Result<Paths, Problem> {
    let mut packed = Paths::default();
    let mut texts = Texts::default();
    let mut before: Vec<&str> = Vec::new();
    for id in ids {
        let path: Vec<_> = id.split('.').collect();
        let shared = path.iter().zip(&before).take_while(|(a, b)| a == b).count();
        let rest = path.get(shared..).unwrap_or_default();
        packed.shared.push(short(id, shared)?);
        packed.more.push(short(id, rest.len())?);
        for segment in rest {
            packed.next.push(texts.code(segment)?);
        }
        before = path;
    }
    packed.segments = texts.into_lines();
    Ok(packed)
}

fn short(id: &str, segments: usize) -> Result<u8, Problem> {
    u8::try_from(segments).map_err(|_| Problem::new("facts", id, "more than 255 segments"))
}
