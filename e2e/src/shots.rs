//! Pictures of every page, in dark and light, for three widths.

use crate::{
    browser::{Kind, Options, Profile},
    cdp::Cdp,
    pages::{Ask, Shell, Verdict},
    server::{Server, built_app},
    wait,
};
use std::{fs, io, path::Path, time::Duration};

/// Name, width, height.
const SCREENS: [(&str, u32, u32); 3] = [
    ("narrow", 390, 844),
    ("medium", 900, 1000),
    ("wide", 1440, 900),
];
const SCHEMES: [&str; 2] = ["dark", "light"];

/// What is on a picture, and how one gets there.
struct Scene {
    name: &'static str,
    address: String,
    then: fn(Ask<'_>),
}

/// What is asked before the pictures, so that history and telemetry have something in them. The
/// last three are shown.
const QUESTIONS: [&str; 7] = [
    "what does HO.IntraSys.TooLate count?",
    "how is DRB accessibility computed and what is missing?",
    "which Xn messages belong to a handover that was cancelled?",
    "range of timeToTrigger?",
    "how do I bake sourdough bread?",
    "late handovers to a neighbour on the same carrier, what should I change?",
    "range of a3-Offset?",
];

/// Takes all pictures. With `whole`, each shows the page to its foot.
///
/// # Errors
/// When a file cannot be written.
pub fn take(folder: &Path, whole: bool) -> io::Result<usize> {
    fs::create_dir_all(folder)?;
    let camera = Camera { folder, whole };
    let usual = camera.take_scenes(Options::default(), |page| {
        let responses = QUESTIONS.map(|question| {
            let response = page.ask(question);
            page.wait_until_saved();
            response
        });
        page.say(Verdict::Worked);
        page.wait_until_offline_ready();
        let [.., refusal, guidance, fact] = responses.map(|response| format!("/ask/{response}"));
        let shown = |name, address| Scene {
            name,
            address,
            then: |_| (),
        };
        let empty = |page: Ask<'_>| {
            page.paste_without_waiting("");
            let _said = page.wait_for_failure();
        };
        vec![
            Scene {
                name: "first",
                address: "/".to_owned(),
                then: |page| page.wait_for("catalogue"),
            },
            shown("fact", fact),
            shown("guidance", guidance),
            shown("refusal", refusal),
            shown("telemetry", "/telemetry?range=1h".to_owned()),
            shown("settings", "/settings".to_owned()),
            Scene {
                name: "empty-question",
                address: "/".to_owned(),
                then: empty,
            },
        ]
    })?;
    let denied = Options {
        storage_denied: true,
    };
    let unsaved = camera.take_scenes(denied, |_| {
        let ask = |page: Ask<'_>| {
            page.ask("range of a3-Offset?");
            page.wait_for_banner("storage-denied");
        };
        vec![Scene {
            name: "not-saved",
            address: "/".to_owned(),
            then: ask,
        }]
    })?;
    Ok(usual + unsaved)
}

struct Camera<'a> {
    folder: &'a Path,
    whole: bool,
}

impl Camera<'_> {
    fn take_scenes(
        &self,
        options: Options,
        prepare: impl FnOnce(Ask<'_>) -> Vec<Scene>,
    ) -> io::Result<usize> {
        let profile = Profile::fresh();
        let server = Server::start(&built_app());
        let browser = Kind::Chromium.start(&profile, options);
        let page = Ask::open(&browser, &server);
        let cdp = Cdp::of(&browser);
        let mut count = 0;
        for Scene {
            name,
            address,
            then,
        } in prepare(page)
        {
            for scheme in SCHEMES {
                cdp.prefer(scheme);
                for (screen, width, height) in SCREENS {
                    cdp.set_screen(width, height);
                    page.go(&server, &address);
                    then(page);
                    if self.whole {
                        cdp.set_screen(width, height.max(height_of(*page)));
                    }
                    settle(*page);
                    let picture = browser.screenshot();
                    let picture = picture.map_err(|refused| io::Error::other(refused.message))?;
                    fs::write(
                        self.folder.join(format!("{name}-{screen}-{scheme}.png")),
                        picture,
                    )?;
                    count += 1;
                }
            }
        }
        Ok(count)
    }
}

/// From the top of the page to its foot, also where the main part scrolls by itself.
fn height_of(page: Shell<'_>) -> u32 {
    let main = "document.querySelector('main')";
    let script = format!(
        "innerHeight - ({main}?.clientHeight ?? innerHeight) \
            + Math.max(document.documentElement.scrollHeight, {main}?.scrollHeight ?? 0)"
    );
    page.number(&script) as u32
}

/// Waits until nothing moves any more: charts are painted and toasts are gone.
fn settle(page: Shell<'_>) {
    let calm =
        || page.number("document.getAnimations().length") == 0.0 && !page.has("[data-test=toast]");
    wait::within(Duration::from_secs(10), || calm().then_some(()));
}
