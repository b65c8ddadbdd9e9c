//! The embedding table: not waited for, kept once it is here, and thrown out when nobody names it.

use e2e::{
    browser::{Browser, Kind, Options},
    dist::Copy,
    journeys,
    pages::Ask,
    stage::Stage,
    wait,
};

journeys! {
    a_build_is_ready_offline_without_its_embedding_table: in_chromium in_firefox in_webkit;
    an_embedding_table_is_kept_while_a_stored_build_names_it: in_chromium in_firefox in_webkit;
}

const NEXT: &str = "0123abcd";
const OLD: &str = "/embedding/table.0000000000000000.bin";

fn a_build_is_ready_offline_without_its_embedding_table(kind: Kind) {
    let bare = Copy::of_the_app().without_the_embedding_table();
    let mut stage = Stage::with(kind, Options::default(), bare.path());
    stage.expect_complaint("ERR_CONNECTION_REFUSED");
    stage.expect_complaint("ServiceWorker script");
    let page = Ask::open(&stage.browser, &stage.server);
    page.wait_until_offline_ready();
    stage.server.kill();

    page.reload();
    page.ask("range of a3-Offset?");
    page.wait_until_saved();
    stage.end();
}

fn an_embedding_table_is_kept_while_a_stored_build_names_it(kind: Kind) {
    let mut stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);
    page.wait_until_offline_ready();
    let table = address_of_the_table(&stage.browser, &page.build());
    keep(&stage.browser, &[&table, OLD]);
    assert_eq!(kept(&stage.browser), [OLD, &table]);

    let next = Copy::of_the_app().as_build(NEXT);
    stage.server.serve_other_build(next.path());
    page.reload();
    page.wait_for_banner("update-ready");
    wait::until("only the table of both builds", || {
        (kept(&stage.browser) == [table.clone()]).then_some(())
    });
    stage.end();
}

fn address_of_the_table(browser: &Browser, build: &str) -> String {
    let list = format!(
        "return fetch('/w/{build}/embedding.json').then(it => it.json()).then(it => it.url)"
    );
    browser
        .run(&list, &[])
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

/// As the engine's worker does it.
/// What is on the server is kept as it is there: the engine throws out a table that is none.
fn keep(browser: &Browser, addresses: &[&str]) {
    for address in addresses {
        let file = match *address {
            OLD => "Promise.resolve(new Response('x'))".to_owned(),
            there => format!("fetch('{there}')"),
        };
        let put = format!(
            "return {file}.then(file => caches.open('files-at-need').then(it => it.put('{address}', file)))"
        );
        browser.run(&put, &[]);
    }
}

/// The addresses that are kept, in order.
fn kept(browser: &Browser) -> Vec<String> {
    let keys = "return caches.open('files-at-need').then(it => it.keys())
        .then(it => it.map(it => new URL(it.url).pathname).sort())";
    let keys = browser.run(keys, &[]);
    let keys = keys.as_array().cloned().unwrap_or_default();
    keys.iter()
        .filter_map(|key| Some(key.as_str()?.to_owned()))
        .collect()
}
