//! Ids of rows as paths of segments.

use protocol::catalogue::packed::{self, next_or_known};

use super::lines::Lines;
use crate::sort;

/// Ids by row number, and back.
#[derive(Debug)]
pub struct Paths {
    segments: Lines,
    /// Segment numbers of all paths, one after the other.
    flat: Vec<u32>,
    /// Where each path begins in `flat`, and where the last ends.
    starts: Vec<u32>,
    /// Hash of the id and its row as a [`sort::pair`], rising.
    by_hash: Vec<u64>,
    /// The rows of each segment one after the other, and where each segment's begin.
    with: Vec<u32>,
    with_starts: Vec<u32>,
}

impl Paths {
    /// Opens the paths of `rows` rows; `None` when they do not fit together.
    pub fn open(packed: packed::Paths, rows: u32) -> Option<Self> {
        let segments = Lines::new(packed.segments);
        let mut flat: Vec<u32> = Vec::new();
        let mut starts = vec![0_u32];
        let mut used = 0;
        let mut next = packed.next.into_iter();
        if packed.shared.len() != rows as usize || packed.more.len() != rows as usize {
            return None;
        }
        let mut before = 0..0;
        for (shared, more) in packed.shared.iter().zip(&packed.more) {
            let begin = flat.len();
            if usize::from(*shared) > before.len() {
                return None;
            }
            flat.extend_from_within(before.start..before.start + usize::from(*shared));
            for _ in 0..*more {
                let segment = next_or_known(next.next()?, &mut used);
                if segment as usize >= segments.len() {
                    return None;
                }
                flat.push(segment);
            }
            before = begin..flat.len();
            starts.push(u32::try_from(flat.len()).ok()?);
        }
        let mut paths = Self {
            segments,
            flat,
            starts,
            by_hash: Vec::new(),
            with: Vec::new(),
            with_starts: Vec::new(),
        };
        paths.by_hash = (0..rows)
            .map(|row| sort::pair(paths.hash(row), row))
            .collect();
        paths.by_hash.sort_unstable();
        paths.invert(rows);
        Some(paths)
    }

    /// Sorts the rows by segment: counts, sums the counts up, fills in.
    fn invert(&mut self, rows: u32) {
        let mut starts = vec![0_u32; self.segments.len() + 2];
        for segment in &self.flat {
            if let Some(count) = starts.get_mut(*segment as usize + 2) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut with = vec![0_u32; self.flat.len()];
        for row in 0..rows {
            for segment in self.path(row) {
                if let Some(next) = starts.get_mut(*segment as usize + 1) {
                    if let Some(place) = with.get_mut(*next as usize) {
                        *place = row;
                    }
                    *next += 1;
                }
            }
        }
        self.with = with;
        self.with_starts = starts;
    }

    /// The rows whose path has a segment, rising; a row with the segment twice comes twice.
    pub fn with(&self, segment: u32) -> &[u32] {
        let at = segment as usize;
        match (self.with_starts.get(at), self.with_starts.get(at + 1)) {
            (Some(from), Some(to)) => self
                .with
                .get(*from as usize..*to as usize)
                .unwrap_or_default(),
            _ => &[],
        }
    }

    /// The segment numbers of a row's id.
    pub fn path(&self, row: u32) -> &[u32] {
        let at = row as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(from), Some(to)) => self
                .flat
                .get(*from as usize..*to as usize)
                .unwrap_or_default(),
            _ => &[],
        }
    }

    /// A segment's text.
    pub fn segment(&self, number: u32) -> &str {
        self.segments.get(number)
    }

    /// How many segments there are.
    pub fn segments(&self) -> u32 {
        u32::try_from(self.segments.len()).unwrap_or(u32::MAX)
    }

    /// A row's segments.
    pub fn texts(&self, row: u32) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        self.path(row).iter().map(|segment| self.segment(*segment))
    }

    /// A row's id.
    pub fn id(&self, row: u32) -> String {
        let mut id = String::new();
        for segment in self.texts(row) {
            if !id.is_empty() {
                id.push('.');
            }
            id.push_str(segment);
        }
        id
    }

    /// The row of an id.
    pub fn row(&self, id: &str) -> Option<u32> {
        let hash = hash(id.split('.'));
        let from = self
            .by_hash
            .partition_point(|entry| sort::first(*entry) < hash);
        let same = self
            .by_hash
            .get(from..)?
            .iter()
            .take_while(|entry| sort::first(**entry) == hash);
        let mut rows = same.map(|entry| sort::second(*entry));
        rows.find(|row| self.texts(*row).eq(id.split('.')))
    }

    fn hash(&self, row: u32) -> u32 {
        hash(self.texts(row))
    }
}

/// FNV-1a over segments in lower case with a point after each.
fn hash<'a>(segments: impl Iterator<Item = &'a str>) -> u32 {
    let mut hash = super::text::Fnv::default();
    for byte in segments.flat_map(|segment| segment.bytes().chain([b'.'])) {
        hash.add(&[byte.to_ascii_lowercase()]);
    }
    hash.short()
}
