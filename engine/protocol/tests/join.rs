//! The laws of the merge rule, on a model store: whatever rows arrive, in whatever order, how
//! often and through whom, everybody who saw the same rows holds the same bytes.
#![allow(clippy::unwrap_used, reason = "these are tests")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::Index;
use protocol::cbor::{Map, Value};
use protocol::data::{
    Cell, CellKey, Change, Decision, Delta, Fact, JoinError, Key, Kind, Register, RegisterKey,
    decide,
};
use protocol::ids::ReplicaId;
use protocol::time::{Hlc, HlcClock, Timestamp};

/// A store as simple as can be.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Model(BTreeMap<Key, Vec<u8>>);

impl Model {
    fn apply(&mut self, change: &Change) -> Result<(), JoinError> {
        let key = change.key();
        match decide(self.0.get(&key).map(Vec::as_slice), change)? {
            Decision::Keep => {}
            Decision::Write(bytes) => {
                self.0.insert(key, bytes);
            }
            Decision::Delete => {
                self.0.remove(&key);
            }
        }
        Ok(())
    }

    /// Takes in the rows of another store.
    fn join(mut self, other: &Self) -> Self {
        for row in other.rows() {
            self.apply(&row).unwrap();
        }
        self
    }

    fn rows(&self) -> Vec<Change> {
        self.0
            .iter()
            .map(|(key, bytes)| Change::Join(key.clone(), bytes.clone()))
            .collect()
    }
}

fn replica(n: u8) -> ReplicaId {
    ReplicaId::from_bytes([n; 16])
}

/// What a user of a replica does. Few keys and clocks, so that they meet.
#[derive(Clone, Debug)]
enum Act {
    Say(u8),
    Count(u8, u8),
    Set(u8, u8),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        (0..4_u8).prop_map(Act::Say),
        (0..3_u8, any::<u8>()).prop_map(|(key, by)| Act::Count(key, by)),
        (0..3_u8, 0..3_u8).prop_map(|(key, value)| Act::Set(key, value)),
    ]
}

/// One device: its store, and the rows as they were after each of its acts.
#[derive(Clone, Debug)]
struct Device {
    store: Model,
    sent: Vec<Change>,
}

impl Device {
    /// A device that did this, all of it at nearly one moment.
    fn new(me: u8, acts: &[Act]) -> Self {
        let me = replica(me);
        let mut device = Self {
            store: Model::default(),
            sent: Vec::new(),
        };
        for (n, act) in acts.iter().enumerate() {
            let at = Hlc(n as u64 / 4);
            let change = match act {
                Act::Say(what) => {
                    let fields = Map::from([(8, Value::Int(i128::from(*what)))]);
                    Change::AddFact(Fact::seal(Kind::FEEDBACK, me, at, fields))
                }
                Act::Count(key, by) => {
                    let key = CellKey {
                        kind: Kind::USAGE,
                        key: vec![*key],
                        replica: me,
                    };
                    let by = u64::from(*by);
                    Change::Bump(
                        key,
                        Delta {
                            n: 1,
                            pos: by,
                            ok: by % 2,
                            ..Delta::default()
                        },
                    )
                }
                Act::Set(key, value) => {
                    let key = RegisterKey {
                        kind: Kind(60_000),
                        key: vec![*key],
                        field: 0,
                    };
                    let value = Value::Int(i128::from(*value));
                    let rest = Map::from([(40, Value::Int(i128::from(me.as_bytes()[0])))]);
                    Change::Set(
                        key,
                        Register {
                            at,
                            by: me,
                            value,
                            rest,
                        },
                    )
                }
            };
            device.store.apply(&change).unwrap();
            let bytes = device.store.0[&change.key()].clone();
            device.sent.push(Change::Join(change.key(), bytes));
        }
        device
    }
}

fn devices() -> impl Strategy<Value = Vec<Device>> {
    prop::collection::vec(prop::collection::vec(act(), 0..12), 1..5).prop_map(|lives| {
        lives
            .iter()
            .enumerate()
            .map(|(n, acts)| Device::new(n as u8 + 1, acts))
            .collect()
    })
}

/// Everything that was ever sent, in this order, some of it more than once.
fn arrivals(devices: &[Device], order: &[Index]) -> Vec<Change> {
    let mut left: Vec<Change> = devices
        .iter()
        .flat_map(|device| device.sent.clone())
        .collect();
    let all = left.clone();
    let mut arrived = Vec::new();
    for index in order {
        if left.is_empty() {
            break;
        }
        arrived.push(left.swap_remove(index.index(left.len())));
        arrived.push(all[index.index(all.len())].clone());
    }
    arrived.extend(left);
    arrived
}

fn everything(devices: &[Device]) -> Model {
    devices
        .iter()
        .fold(Model::default(), |sum, device| sum.join(&device.store))
}

/// More than usual is asked for by `PROPTEST_CASES`.
fn cases() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn taking_a_store_in_again_changes_nothing(devices in devices()) {
        let all = everything(&devices);
        prop_assert_eq!(all.clone().join(&all), all.clone());
        for device in &devices {
            prop_assert_eq!(all.clone().join(&device.store), all.clone());
        }
    }

    #[test]
    fn who_takes_whom_in_makes_no_difference(devices in devices()) {
        for (one, two) in devices.iter().zip(devices.iter().skip(1)) {
            let (a, b) = (one.store.clone(), two.store.clone());
            prop_assert_eq!(a.clone().join(&b), b.join(&a));
        }
    }

    #[test]
    fn grouping_makes_no_difference(devices in devices()) {
        for three in devices.windows(3) {
            let [a, b, c] = [0, 1, 2].map(|n| three[n].store.clone());
            let left = a.clone().join(&b).join(&c);
            prop_assert_eq!(left, a.join(&b.join(&c)));
        }
    }

    #[test]
    fn any_order_and_number_of_arrivals_gives_the_same_state(
        devices in devices(),
        order in prop::collection::vec(any::<Index>(), 0..60),
    ) {
        let mut store = Model::default();
        for row in arrivals(&devices, &order) {
            prop_assert!(store.apply(&row).is_ok(), "{row:?}");
        }
        prop_assert_eq!(store, everything(&devices));
    }

    #[test]
    fn what_was_counted_is_the_exact_sum(devices in devices(), lives in 0..3_usize) {
        let mut all = everything(&devices);
        // However often they meet meanwhile.
        for _ in 0..lives {
            all = devices.iter().fold(all, |sum, device| device.store.clone().join(&sum));
        }
        let bumps = devices.iter().flat_map(|device| &device.sent);
        let issued = bumps.filter(|row| matches!(row.key(), Key::Cell(_))).count() as u64;
        let cells = all.0.iter().filter(|(key, _)| matches!(key, Key::Cell(_)));
        let counted: u64 = cells.map(|(_, bytes)| Cell::decode(bytes).unwrap().count.n).sum();
        prop_assert_eq!(counted, issued);
    }

    #[test]
    fn the_last_setting_stays(
        settings in prop::collection::vec((0..4_u64, 1..4_u8, 0..3_i128, 0..2_i128), 1..8),
        order in prop::collection::vec(any::<Index>(), 8),
    ) {
        let place = RegisterKey { kind: Kind(60_000), key: vec![1], field: 0 };
        let settings: Vec<Register> = settings.into_iter().map(|(at, by, value, rest)| Register {
            at: Hlc(at),
            by: replica(by),
            value: Value::Int(value),
            rest: Map::from([(9, Value::Int(rest))]),
        }).collect();
        let mut store = Model::default();
        let again = order.iter().map(|index| index.get(&settings));
        for register in again.chain(&settings) {
            let row = Change::Join(Key::Register(place.clone()), register.encode());
            store.apply(&row).unwrap();
        }
        let last = settings.iter().max_by_key(|register| register.rank()).unwrap();
        prop_assert_eq!(&store.0[&Key::Register(place)], &last.encode());
    }

    #[test]
    fn stamps_rise_whatever_the_wall_clock_says(
        steps in prop::collection::vec((any::<bool>(), any::<i64>(), 0..=protocol::time::LATEST.0), 1..40),
    ) {
        let mut clock = HlcClock::default();
        let mut greatest = None;
        for (observes, now, seen) in steps {
            if observes {
                clock.observe(Hlc(seen));
                greatest = greatest.max(Some(Hlc(seen)));
            } else {
                let stamp = clock.stamp(Timestamp(now));
                prop_assert!(Some(stamp) > greatest, "{stamp:?} after {greatest:?}");
                prop_assert!(stamp >= Hlc::at(Timestamp(now)));
                greatest = Some(stamp);
            }
        }
    }

    #[test]
    fn keys_come_back_from_their_bytes(
        class in 0..4_u8, number in any::<u16>(), key in prop::collection::vec(any::<u8>(), 0..40),
        id in any::<[u8; 16]>(), field in any::<u16>(),
    ) {
        let kind = Kind(number);
        let key = match class {
            0 => Key::Fact(kind, protocol::ids::FactId::from_bytes(id)),
            1 => Key::Cell(CellKey { kind, key, replica: ReplicaId::from_bytes(id) }),
            2 => Key::Register(RegisterKey { kind, key, field }),
            _ => Key::Local(protocol::data::LocalKey { space: protocol::data::Space(number), key }),
        };
        prop_assert_eq!(Key::decode(&key.encode()), Some(key));
    }
}

#[test]
fn two_contents_of_one_version_are_a_fork() {
    let key = Key::Cell(CellKey {
        kind: Kind::USAGE,
        key: Vec::new(),
        replica: replica(1),
    });
    let cell = |n| Cell {
        version: 4,
        count: Delta {
            n,
            ..Delta::default()
        },
        rest: Map::new(),
    };
    let mut store = Model::default();
    store
        .apply(&Change::Join(key.clone(), cell(1).encode()))
        .unwrap();
    let fork = store.apply(&Change::Join(key, cell(2).encode()));
    assert_eq!(fork, Err(JoinError::Forked));
}
