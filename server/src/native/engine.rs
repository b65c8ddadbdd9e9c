//! The engine on a thread of its own, behind a channel. Calls of the store block, and the engine is no
//! shared object: whoever wants something sends a request and waits for what it came to.

use std::cell::RefCell;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::thread::JoinHandle;

use engine::driver::{Driver, Platform};
use engine::storage::adapters::{AnyBackend, SettingsRow, auto_detect, memory};
use engine::storage::{Opened, StorageError};
use protocol::failure::{Code, Failure};
use protocol::ids::{ReplicaId, RequestId};
use protocol::message::{self, Body, Envelope, Event, Part, Reply, Request};
use protocol::storage::OpenReport;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use super::catalogue::CompiledIn;
use super::caught::caught;
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

impl Carried {
    fn failed(failure: Failure) -> Self {
        Self {
            reply: Err(failure),
            lost: None,
        }
    }
}

/// The engine's thread is gone; the log has the panic.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the engine stopped unexpectedly")]
pub struct Stopped;

enum Order {
    Ask(Asked),
    Close,
}

/// A request, and where to send what it comes to.
struct Asked {
    request: Request,
    /// The pieces of a reply that comes in pieces; nobody wants those of the others.
    parts: Option<std::sync::mpsc::SyncSender<Part>>,
    answer: oneshot::Sender<Carried>,
}

/// Pieces of a reply that may wait to be taken before the engine's thread waits too.
const PARTS_WAITING: usize = 4;

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
        self.send(request, None)?.await.map_err(|_| Stopped)
    }

    /// The same for a program that does nothing else meanwhile.
    ///
    /// # Errors
    /// [`Stopped`] when the engine's thread is gone.
    pub fn ask_blocking(&self, request: Request) -> Result<Carried, Stopped> {
        self.send(request, None)?
            .blocking_recv()
            .map_err(|_| Stopped)
    }

    /// The same for a reply that comes in pieces. The engine waits while `take` does, so this is for
    /// a program that has the engine to itself. Once `take` wants no more the rest is dropped.
    ///
    /// # Errors
    /// [`Stopped`] when the engine's thread is gone.
    pub fn ask_in_parts(
        &self,
        request: Request,
        mut take: impl FnMut(Part) -> ControlFlow<()>,
    ) -> Result<Carried, Stopped> {
        let (sender, parts) = std::sync::mpsc::sync_channel(PARTS_WAITING);
        let carried = self.send(request, Some(sender))?;
        for part in &parts {
            if take(part).is_break() {
                break;
            }
        }
        drop(parts);
        carried.blocking_recv().map_err(|_| Stopped)
    }

    fn send(
        &self,
        request: Request,
        parts: Option<std::sync::mpsc::SyncSender<Part>>,
    ) -> Result<oneshot::Receiver<Carried>, Stopped> {
        let (answer, carried) = oneshot::channel();
        let asked = Asked {
            request,
            parts,
            answer,
        };
        self.orders.send(Order::Ask(asked)).map_err(|_| Stopped)?;
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
    let mut driver = drive(&backend, replica, &report).await;
    if opened.send(Ok(report.clone())).is_ok() {
        let mut last_id = 0_u32;
        while let Some(Order::Ask(asked)) = inbox.recv().await {
            last_id = last_id.wrapping_add(1).max(1);
            let id = RequestId(last_id);
            let carried = match caught(carry(&driver, id, asked.request, asked.parts)).await {
                Ok(carried) => carried,
                Err(panic) => {
                    tracing::error!(panic, "the engine panicked and is started again");
                    driver = drive(&backend, replica, &report).await;
                    Carried::failed(Failure::new(Code::EngineCrashed, ""))
                }
            };
            // The asker may have gone; what it wrote is written.
            asked.answer.send(carried).ok();
        }
    }
    driver.close().await;
}

/// A fresh engine over the store.
async fn drive(backend: &Rc<AnyBackend>, replica: ReplicaId, report: &OpenReport) -> Native {
    let platform = Platform {
        settings: SettingsRow::new(Rc::clone(backend)),
        backend: Rc::clone(backend),
        assets: CompiledIn,
        clock: SystemClock::start(),
    };
    let build = env!("CARGO_PKG_VERSION");
    Driver::open(platform, replica, report.clone(), build, &log).await
}

async fn carry(
    driver: &Native,
    id: RequestId,
    request: Request,
    parts: Option<std::sync::mpsc::SyncSender<Part>>,
) -> Carried {
    let (reply, lost) = (RefCell::new(None), RefCell::new(None));
    let sink = |envelope: Envelope| match envelope.body {
        Body::Reply(body) if envelope.id == id => *reply.borrow_mut() = Some(Ok(body)),
        Body::Failed(failure) if envelope.id == id => *reply.borrow_mut() = Some(Err(failure)),
        Body::Event(Event::NotSaved(failure)) if envelope.id == id => {
            *lost.borrow_mut() = Some(failure);
        }
        Body::Part(_, part) if envelope.id == id => {
            // Who takes no more parts still waits for the reply.
            drop(parts.as_ref().map(|parts| parts.send(part)));
        }
        _ => log(envelope),
    };
    if matches!(request, Request::Memory(_) | Request::Ask { .. }) {
        // The table is at hand here, so nothing is looked for or routed without it.
        driver.want_table(&log).await;
    }
    if matches!(request, Request::Ask { .. }) {
        // So are the entries: agents are found by what their example questions mean.
        driver.warm(&log).await;
    }
    // Another program may have written to the file since.
    driver.look_for_changes(&sink).await;
    driver
        .take(Envelope::new(id, message::Call::Request(request)), &sink)
        .await;
    let none = || Err(Failure::new(Code::EngineCrashed, "no reply"));
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
