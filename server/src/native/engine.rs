//! The engine on a thread of its own, behind a channel. Calls of the store block, and the engine is no
//! shared object: whoever wants something sends a request and waits for what it came to.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::thread::JoinHandle;

use engine::driver::{Driver, Platform};
use engine::storage::adapters::{AnyBackend, SettingsRow, auto_detect, memory};
use engine::storage::{Opened, StorageError};
use protocol::failure::Failure;
use protocol::ids::{ReplicaId, RequestId};
use protocol::message::{self, Body, Envelope, Event, Reply, Request};
use protocol::storage::OpenReport;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use super::catalogue::CompiledIn;
use super::clock::SystemClock;

/// Where the engine keeps what it learns.
#[derive(Clone, Debug)]
pub enum Place {
    /// In this file.
    File(PathBuf),
    /// Nowhere: it is gone with the program.
    Memory,
}

/// The engine, for everybody in this program.
#[derive(Clone, Debug)]
pub struct NativeEngine {
    orders: mpsc::UnboundedSender<Order>,
}

/// A started engine, and the end of it.
pub struct Running {
    /// To ask it.
    pub engine: NativeEngine,
    /// How its store was opened: maybe not where it should be.
    pub report: OpenReport,
    thread: JoinHandle<()>,
}

/// What a request came to, once all that follows from it is done.
#[derive(Clone, PartialEq, Debug)]
pub struct Carried {
    /// The reply, or why there is none.
    pub reply: Result<Reply, Failure>,
    /// Why what the request wrote is not kept, if it is not.
    pub lost: Option<Failure>,
}

/// The engine's thread is gone; the log has the panic.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the engine stopped unexpectedly")]
pub struct Stopped;

enum Order {
    Ask(Request, oneshot::Sender<Carried>),
    Close,
}

type Native = Driver<Rc<AnyBackend>, CompiledIn, SettingsRow<Rc<AnyBackend>>, SystemClock>;

impl NativeEngine {
    /// Opens the store and starts the engine's thread. Where the file cannot be used the store is
    /// memory, and the report says why.
    ///
    /// # Errors
    /// What a second try may mend, and [`Stopped`] as a failure of the platform.
    pub fn start(place: Place) -> Result<Running, StorageError> {
        let (orders, inbox) = mpsc::unbounded_channel();
        let (opened, report) = std::sync::mpsc::sync_channel(1);
        let thread = std::thread::Builder::new()
            .name("engine".to_owned())
            .spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().build();
                match runtime {
                    Ok(runtime) => runtime.block_on(live(&place, inbox, &opened)),
                    Err(error) => drop(opened.send(Err(StorageError::Failed(error.to_string())))),
                }
            });
        let thread = thread.map_err(|error| StorageError::Failed(error.to_string()))?;
        let gone = |_| Err(StorageError::Failed(Stopped.to_string()));
        let report = report.recv().unwrap_or_else(gone)?;
        Ok(Running {
            engine: Self { orders },
            report,
            thread,
        })
    }

    /// Asks, and waits until all that follows from the request is done, the commit included.
    ///
    /// # Errors
    /// [`Stopped`] when the engine's thread is gone.
    pub async fn ask(&self, request: Request) -> Result<Carried, Stopped> {
        self.send(request)?.await.map_err(|_| Stopped)
    }

    /// The same for a program that does nothing else meanwhile.
    ///
    /// # Errors
    /// [`Stopped`] when the engine's thread is gone.
    pub fn ask_blocking(&self, request: Request) -> Result<Carried, Stopped> {
        self.send(request)?.blocking_recv().map_err(|_| Stopped)
    }

    fn send(&self, request: Request) -> Result<oneshot::Receiver<Carried>, Stopped> {
        let (answer, carried) = oneshot::channel();
        self.orders
            .send(Order::Ask(request, answer))
            .map_err(|_| Stopped)?;
        Ok(carried)
    }
}

impl Running {
    /// Closes the store after the calls that are under way; later ones get [`Stopped`].
    ///
    /// # Errors
    /// [`Stopped`] when the thread ended before.
    pub fn stop(self) -> Result<(), Stopped> {
        // It may be gone already; joining tells.
        self.engine.orders.send(Order::Close).ok();
        self.thread.join().map_err(|_| Stopped)
    }
}

/// The life of the thread: opens, answers one call after the other, closes.
async fn live(
    place: &Place,
    mut inbox: mpsc::UnboundedReceiver<Order>,
    opened: &std::sync::mpsc::SyncSender<Result<OpenReport, StorageError>>,
) {
    let store = match open(place).await {
        Ok(store) => store,
        Err(error) => return drop(opened.send(Err(error))),
    };
    let Opened {
        backend,
        replica,
        report,
    } = store;
    let backend = Rc::new(backend);
    let platform = Platform {
        settings: SettingsRow::new(Rc::clone(&backend)),
        backend,
        catalogue: CompiledIn,
        clock: SystemClock::start(),
    };
    let build = env!("CARGO_PKG_VERSION");
    let driver: Native = Driver::open(platform, replica, report.clone(), build, &log).await;
    if opened.send(Ok(report)).is_ok() {
        let mut last_id = 0_u32;
        while let Some(Order::Ask(request, answer)) = inbox.recv().await {
            last_id = last_id.wrapping_add(1).max(1);
            // The asker may have gone; what it wrote is written.
            answer
                .send(carry(&driver, RequestId(last_id), request).await)
                .ok();
        }
    }
    driver.close().await;
}

async fn carry(driver: &Native, id: RequestId, request: Request) -> Carried {
    let (reply, lost) = (RefCell::new(None), RefCell::new(None));
    let sink = |envelope: Envelope| match envelope.body {
        Body::Reply(body) if envelope.id == id => *reply.borrow_mut() = Some(Ok(body)),
        Body::Failed(failure) if envelope.id == id => *reply.borrow_mut() = Some(Err(failure)),
        Body::Event(Event::NotSaved(failure)) if envelope.id == id => {
            *lost.borrow_mut() = Some(failure);
        }
        _ => log(envelope),
    };
    // Another program may have written to the file since.
    driver.look_for_changes(&sink).await;
    driver
        .take(Envelope::new(id, message::Call::Request(request)), &sink)
        .await;
    let none = || {
        Err(Failure::new(
            protocol::failure::Code::EngineCrashed,
            "no reply",
        ))
    };
    Carried {
        reply: reply.into_inner().unwrap_or_else(none),
        lost: lost.into_inner(),
    }
}

async fn open(place: &Place) -> Result<Opened<AnyBackend>, StorageError> {
    let fresh = ReplicaId::from_bytes(Uuid::now_v7().into_bytes());
    match place {
        Place::File(file) => auto_detect(Path::new(file), fresh).await,
        Place::Memory => {
            let Opened {
                backend,
                replica,
                report,
            } = memory::open(fresh, None);
            Ok(Opened {
                backend: AnyBackend::Memory(backend),
                replica,
                report,
            })
        }
    }
}

/// What nobody in particular waits for.
fn log(envelope: Envelope) {
    match envelope.body {
        Body::Event(Event::StorageLost(failure) | Event::NotSaved(failure)) => {
            tracing::warn!(
                code = failure.code.as_str(),
                detail = failure.detail,
                "the store failed"
            );
        }
        other => tracing::trace!(message = ?other, "said without being asked"),
    }
}
