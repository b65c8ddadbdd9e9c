//! One recorded question as a local row.

use protocol::cbor::{self, CborError, Fields, Map, Value};
use protocol::data::{Change, Expect, KeyRange, LocalKey, Space};
use protocol::ids::FactId;
use protocol::records::{kind_number, kind_of};
use protocol::telemetry::{Event, Outcome};
use protocol::time::Timestamp;

/// A recorded question and the exchange it became, where it became one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recorded {
    /// What was measured.
    pub event: Event,
    /// The exchange.
    pub response: Option<FactId>,
    /// Makes the row's key its own among events of the same microsecond.
    pub nonce: u64,
}

impl Recorded {
    /// The change that writes the row, or writes it again with later measurements.
    #[must_use]
    pub fn put(&self) -> Change {
        let mut key = time_key(self.event.at).to_vec();
        key.extend(self.nonce.to_be_bytes());
        Change::PutLocal(
            LocalKey {
                space: Space::TELEMETRY,
                key,
            },
            Some(self.encode()),
            Expect::Anything,
        )
    }

    /// The rows of a time range.
    #[must_use]
    pub fn range(from: Timestamp, to: Timestamp) -> KeyRange {
        KeyRange::local_between(Space::TELEMETRY, &time_key(from), &time_key(to))
    }

    /// Fields: at (1), kind (2), outcome (3), worker (4), page (5), saved (6) in µs, response (7),
    /// nonce (8).
    fn encode(&self) -> Vec<u8> {
        let Event {
            at,
            kind,
            outcome,
            worker_micros,
            page_micros,
            saved_micros,
        } = &self.event;
        let outcome = match outcome {
            Outcome::Answered => 0,
            Outcome::Refused => 1,
            Outcome::Failed => 2,
        };
        let mut map = Map::from([
            (1, Value::Int(i128::from(at.0))),
            (2, Value::Int(i128::from(kind_number(*kind)))),
            (3, Value::Int(outcome)),
            (4, Value::Int(i128::from(*worker_micros))),
            (5, Value::Int(i128::from(*page_micros))),
            (6, Value::Int(i128::from(*saved_micros))),
            (8, Value::Int(i128::from(self.nonce))),
        ]);
        if let Some(response) = self.response {
            map.insert(7, Value::Bytes(response.as_bytes().to_vec()));
        }
        cbor::encode(&map)
    }

    /// Reads a row's bytes.
    ///
    /// # Errors
    /// When a field is missing or of another type.
    pub fn decode(bytes: &[u8]) -> Result<Self, CborError> {
        let mut map = cbor::decode(bytes)?;
        Ok(Self {
            event: Event {
                at: Timestamp(map.take_int(1)?),
                kind: kind_of(map.take_int(2)?).ok_or(CborError::Field(2))?,
                outcome: match map.take_int::<u8>(3)? {
                    0 => Outcome::Answered,
                    1 => Outcome::Refused,
                    2 => Outcome::Failed,
                    _ => return Err(CborError::Field(3)),
                },
                worker_micros: map.take_int(4)?,
                page_micros: map.take_int(5)?,
                saved_micros: map.take_int(6)?,
            },
            response: map
                .take_bytes(7)
                .ok()
                .and_then(|bytes| FactId::from_slice(&bytes)),
            nonce: map.take_int(8)?,
        })
    }
}

/// Times from 1970 on, in the order of time.
fn time_key(at: Timestamp) -> [u8; 8] {
    u64::try_from(at.0).unwrap_or(0).to_be_bytes()
}
