//! temporary
use e2e::{browser::Kind, pages::*, stage::Stage};
use serde_json::json;
fn nap(s:u64){std::thread::sleep(std::time::Duration::from_secs(s));}
#[test] fn webkit() {
    let mut s = Stage::new(Kind::WebKit);
    let page = Ask::open(&s.browser, &s.server);
    page.ask("range of a3-Offset?"); page.wait_until_saved(); page.wait_until_offline_ready();
    for i in 0..2 { s.browser.reload(); nap(3); println!("online reload {i}: {:?}", page.status()); }
    s.server.kill();
    for i in 0..4 { s.browser.reload(); nap(4); println!("offline reload {i}: {:?} {}", page.status(), s.browser.run("return performance.getEntriesByType('resource').map(e=>[e.name.slice(22),e.workerStart>0,e.responseStatus,Math.round(e.startTime),Math.round(e.responseEnd)].join(' ')).join('\\n')", &[])); }
    for i in 0..2 { s.browser.go(&s.server.url("/")); nap(4); println!("offline go {i}: {:?}", page.status()); }
    s.server.restart();
    s.browser.reload(); nap(4); println!("online again: {:?}", page.status());
    let _ = json!(1);
}
