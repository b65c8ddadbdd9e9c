//! Changing the memory. What is shown afterwards is what the memory holds after the commit.

use protocol::cbor::{Map, Value};
use protocol::data::{Change, Kind, Register, RegisterKey};
use protocol::failure::{Code, Failure};
use protocol::ids::FactId;
use protocol::memory::MemoryReply;
use protocol::message::Reply;
use protocol::records::{
    Edit, Link, MERGED_INTO, Outcome, OutcomeOf, Pattern, Relation, WITHDRAWN,
};
use protocol::time::Hlc;

use super::checks::{check_edit, check_outcome, check_pattern, check_why};
use super::looking::unknown;
use crate::Engine;
use crate::outlet::Commit;
use crate::storage::Durability;
use crate::work::{Done, Show, Stop, Work};

impl Engine {
    /// Needs no bank: a pattern is kept at once, also while the memory is being read.
    pub(super) fn store(&mut self, work: &Work, pattern: &Pattern) -> Result<Done, Stop> {
        let pattern = check_pattern(pattern.clone(), work.now)?;
        let fact = pattern.seal(self.identity.replica, self.clock.stamp(work.now));
        let id = fact.id();
        Ok(written(vec![Change::AddFact(fact)], MemoryReply::Store, id))
    }

    pub(super) fn edit(&mut self, work: &Work, id: FactId, edits: &[Edit]) -> Result<Done, Stop> {
        self.must_have(id)?;
        let edits = edits.iter().cloned().map(check_edit);
        let edits: Vec<Edit> = edits.collect::<Result<_, _>>()?;
        let at = self.clock.stamp(work.now);
        let set = |edit: &Edit| self.set(edit.register(id), edit.value(), at);
        let changes = edits.iter().map(set).collect();
        Ok(written(changes, MemoryReply::Edit, id))
    }

    pub(super) fn forget(
        &mut self,
        work: &Work,
        id: FactId,
        forgotten: bool,
    ) -> Result<Done, Stop> {
        self.must_have(id)?;
        let at = self.clock.stamp(work.now);
        let change = self.set(
            register(Kind::PATTERN, id, WITHDRAWN),
            Value::Bool(forgotten),
            at,
        );
        Ok(written(vec![change], MemoryReply::Forget, id))
    }

    pub(super) fn add_outcome(
        &mut self,
        work: &Work,
        id: FactId,
        outcome: &Outcome,
    ) -> Result<Done, Stop> {
        self.must_have(id)?;
        check_outcome(outcome)?;
        let of = OutcomeOf {
            pattern: id,
            outcome: outcome.clone(),
        };
        let fact = of.seal(self.identity.replica, self.clock.stamp(work.now));
        Ok(written(
            vec![Change::AddFact(fact)],
            MemoryReply::AddOutcome,
            id,
        ))
    }

    pub(super) fn withdraw_outcome(
        &mut self,
        work: &Work,
        outcome: FactId,
        withdrawn: bool,
    ) -> Result<Done, Stop> {
        let of = self.bank()?.pattern_of_outcome(outcome);
        let id = of.ok_or_else(|| unknown(outcome))?;
        let at = self.clock.stamp(work.now);
        let key = register(Kind::OUTCOME, outcome, WITHDRAWN);
        let change = self.set(key, Value::Bool(withdrawn), at);
        Ok(written(vec![change], MemoryReply::WithdrawOutcome, id))
    }

    pub(super) fn merge(
        &mut self,
        work: &Work,
        into: FactId,
        from: &[FactId],
    ) -> Result<Done, Stop> {
        self.must_have(into)?;
        for one in from {
            self.must_have(*one)?;
            if self.memory.bank().leads_to(into, *one) {
                return Err(Failure::new(Code::MergeCircular, one.to_string()).into());
            }
        }
        let at = self.clock.stamp(work.now);
        let bytes = Value::Bytes(into.as_bytes().to_vec());
        let set = |one: &FactId| {
            let key = register(Kind::PATTERN, *one, MERGED_INTO);
            self.set(key, bytes.clone(), at)
        };
        let changes = from.iter().map(set).collect();
        Ok(written(changes, MemoryReply::Merge, into))
    }

    pub(super) fn unmerge(&mut self, work: &Work, id: FactId) -> Result<Done, Stop> {
        self.must_have(id)?;
        let at = self.clock.stamp(work.now);
        let change = self.set(register(Kind::PATTERN, id, MERGED_INTO), Value::Null, at);
        Ok(written(vec![change], MemoryReply::Unmerge, id))
    }

    pub(super) fn contradict(
        &mut self,
        work: &Work,
        one: FactId,
        other: FactId,
        why: &str,
    ) -> Result<Done, Stop> {
        self.must_have(one)?;
        self.must_have(other)?;
        if one == other {
            return Err(Failure::new(Code::MergeCircular, one.to_string()).into());
        }
        check_why(why)?;
        let link = Link {
            one,
            other,
            relation: Relation::Contradicts,
            why: why.to_owned(),
        };
        let fact = link.seal(self.identity.replica, self.clock.stamp(work.now));
        let commit = Commit::Rows(vec![Change::AddFact(fact)], Durability::Strict);
        Ok(Done::After(commit, Reply::Memory(MemoryReply::Contradict)))
    }

    fn must_have(&mut self, id: FactId) -> Result<(), Stop> {
        if self.bank()?.has(id) {
            Ok(())
        } else {
            Err(unknown(id))
        }
    }

    fn set(&self, key: RegisterKey, value: Value, at: Hlc) -> Change {
        let register = Register {
            at,
            by: self.identity.replica,
            value,
            rest: Map::new(),
        };
        Change::Set(key, register)
    }
}

fn register(kind: Kind, id: FactId, field: u16) -> RegisterKey {
    RegisterKey {
        kind,
        key: id.as_bytes().to_vec(),
        field,
    }
}

fn written(changes: Vec<Change>, show: Show, id: FactId) -> Done {
    Done::Shown(Commit::Rows(changes, Durability::Strict), show, id)
}
