//! The browser worker: hosts the engine and its driver, and nothing else.
//!
//! Opens the store, says `Ready`, then hands every message of the page to the driver. Other tabs
//! have workers of their own; a broadcast says that something was committed, and the driver looks
//! what it was.

mod channel;
mod store;

use std::rc::Rc;

use engine::driver::{Driver, Platform};
use engine::storage::adapters::AnyBackend;
use protocol::failure::{Code, Failure};
use protocol::ids::RequestId;
use protocol::memory::MemoryRequest;
use protocol::message::{Body, Call, Envelope, Request};
use wasm_bindgen_futures::spawn_local;

use channel::{Page, Tabs};
use store::AnySettings;
use worker::files::{self, FetchedFiles};
use worker::platform::{self, BrowserClock};

type Host = Driver<Rc<AnyBackend>, FetchedFiles, AnySettings, BrowserClock>;

fn main() {
    std::panic::set_hook(Box::new(|info| {
        // The last word of this worker: the page starts another one and says so.
        let failure = Failure::new(Code::EngineCrashed, info.to_string());
        Page::here().post(&Envelope::new(RequestId::default(), Body::Failed(failure)));
    }));
    spawn_local(host());
}

/// Whether somebody looks into the memory, and not only counts what is in it.
const fn wants_table(call: &Call) -> bool {
    matches!(
        call,
        Call::Request(Request::Memory(
            MemoryRequest::Find { .. } | MemoryRequest::List { .. } | MemoryRequest::Propose
        ))
    )
}

async fn host() {
    let page = Page::here();
    let tabs = Tabs::open();
    let post = {
        let (page, tabs) = (page.clone(), tabs.clone());
        move |envelope: Envelope| {
            page.post(&envelope);
            if channel::interests_others(&envelope.body) {
                tabs.tell();
            }
        }
    };
    let opened = store::open().await;
    let backend = Rc::new(opened.backend);
    let assets = FetchedFiles::default();
    let calculators = assets.calculators.clone();
    let platform = Platform {
        settings: AnySettings::beside(&opened.report, backend.clone()),
        backend,
        assets,
        clock: BrowserClock::default(),
    };
    // The page may ask as soon as it hears `Ready`, which opening says: the ear must be there.
    let ear = page.listen();
    let build = platform::build();
    let driver = Host::open(platform, opened.replica, opened.report, &build, &post).await;
    let driver = Rc::new(driver);

    ear.hear({
        let (driver, post) = (driver.clone(), post.clone());
        move |envelope| {
            if wants_table(&envelope.body) {
                // Beside the request: words serve until the table is here.
                let (driver, post) = (driver.clone(), post.clone());
                spawn_local(async move { driver.want_table(&post).await });
            }
            let (driver, post) = (driver.clone(), post.clone());
            spawn_local(async move { driver.take(envelope, &post).await });
        }
    });
    tabs.listen({
        let (driver, post) = (driver.clone(), post.clone());
        move || {
            let (driver, post) = (driver.clone(), post.clone());
            spawn_local(async move { driver.look_for_changes(&post).await });
        }
    });
    driver.warm(&post).await;
    calculators.warm().await;
    // Questions go by words alone until the table is here; a download for them alone it is not worth.
    if files::table_is_kept().await {
        driver.want_table(&post).await;
    }
    // After the table, so that vectors are made once.
    driver.warm_memory(&post).await;
}
