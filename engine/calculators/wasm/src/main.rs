//! The calculators as a wasm binary of their own, which the worker fetches when something is to be
//! computed. It imports nothing, so whoever has its bytes can start it, and what it exports takes and
//! gives numbers only: no script comes with it, and none has to be found by the page's policy.
//!
//! One conversation: [`room`] makes room for bytes and says where; [`open`] takes the packed tables in
//! from there, once; [`take`] takes a task and leaves what is said to it. Both give how many bytes are
//! left in the room for the host to read, at [`room`] of that many. All bytes are postcard, those of
//! [`open`] the failure, none when it went well. A host that cannot keep to this, or a bug, ends in a
//! trap; the host then starts another one.

use std::cell::RefCell;

use calculators::Tables;
use protocol::calculator::{Said, Task};
use protocol::failure::{Code, Failure};

thread_local! {
    static ROOM: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static TABLES: RefCell<Option<Tables>> = const { RefCell::new(None) };
}

/// Nothing happens until somebody asks.
fn main() {}

/// Makes the room this many bytes long, and gives its address; what is in it stays as far as it fits.
#[allow(unsafe_code, reason = "an exported name; nothing unsafe is done")]
#[unsafe(no_mangle)]
pub extern "C" fn room(bytes: usize) -> *const u8 {
    ROOM.with_borrow_mut(|room| {
        room.resize(bytes, 0);
        room.as_mut_ptr().cast_const()
    })
}

/// Opens the tables in the room. Leaves no bytes, or a failure.
#[allow(unsafe_code, reason = "an exported name; nothing unsafe is done")]
#[unsafe(no_mangle)]
pub extern "C" fn open() -> usize {
    let opened = ROOM.with_borrow(|room| Tables::open(room));
    match opened {
        Ok(tables) => {
            TABLES.set(Some(tables));
            ROOM.with_borrow_mut(Vec::clear);
            0
        }
        Err(error) => leave(postcard::to_allocvec(&Failure::from(error))),
    }
}

/// Does the task in the room. Leaves what is said, a [`Said`] or the failure that there is none.
#[allow(unsafe_code, reason = "an exported name; nothing unsafe is done")]
#[unsafe(no_mangle)]
pub extern "C" fn take() -> usize {
    let task: Result<Task, _> = ROOM.with_borrow(|room| postcard::from_bytes(room));
    let said: Result<Said, Failure> = match task {
        Ok(task) => TABLES.with_borrow(|tables| match tables {
            Some(tables) => Ok(calculators::take(tables, &task)),
            None => Err(Failure::new(Code::CalculatorsCrashed, "without tables")),
        }),
        Err(error) => Err(Failure::new(Code::MessageUnreadable, error.to_string())),
    };
    leave(postcard::to_allocvec(&said))
}

fn leave(bytes: postcard::Result<Vec<u8>>) -> usize {
    // Our own types always encode; nothing at all is what no host can read.
    ROOM.with_borrow_mut(|room| {
        *room = bytes.unwrap_or_default();
        room.len()
    })
}

#[cfg(test)]
mod tests {
    use protocol::calculator::{Calculation, Outcome};

    use super::*;

    /// As a host does it, but that it writes into the room from inside.
    fn pass<T: for<'de> serde::Deserialize<'de>>(
        function: extern "C" fn() -> usize,
        bytes: &[u8],
    ) -> T {
        room(bytes.len());
        ROOM.with_borrow_mut(|room| room.copy_from_slice(bytes));
        let left = function();
        room(left);
        ROOM.with_borrow(|room| postcard::from_bytes(room))
            .expect("readable")
    }

    fn ask(task: &Task) -> Result<Said, Failure> {
        pass(take, &postcard::to_allocvec(task).expect("written"))
    }

    #[test]
    fn a_task_is_done_once_the_tables_are_open() {
        let question = Task::Question("632628 in MHz?".to_owned());
        let failure = ask(&question).expect_err("no tables yet");
        assert_eq!(failure.code, Code::CalculatorsCrashed);
        let failure: Failure = pass(open, b"no tables");
        assert_eq!(failure.code, Code::CatalogueDamaged);

        let tables = include_str!("../../../catalogue/facts/calculator_tables.jsonl");
        let tables = catalogue::pack_calculators(tables).expect("packed");
        room(tables.len());
        ROOM.with_borrow_mut(|room| room.copy_from_slice(&tables));
        assert_eq!(open(), 0);
        let Ok(Said::Calculated(calculated)) = ask(&question) else {
            panic!("not computed");
        };
        assert!(matches!(calculated.outcome, Outcome::Computed(_)));
        assert_eq!(ask(&Task::Question("7".to_owned())), Ok(Said::Nothing));
        let unknown = Task::Calculate(Calculation::default());
        assert!(matches!(ask(&unknown), Ok(Said::Calculated(_))));
        let failure: Result<Said, Failure> = pass(take, &[0xff; 9]);
        assert_eq!(failure.expect_err("no task").code, Code::MessageUnreadable);
    }
}
