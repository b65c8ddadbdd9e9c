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
    set: fn(Ask<'_>, &Server),
}

const SCENES: [Scene; 7] = [
    Scene {
        name: "ask-first-visit",
        set: |page, server| open(page, server, "/"),
    },
    Scene {
        name: "ask-fact",
        set: |page, server| ask(page, server, "range of a3-Offset?"),
    },
    Scene {
        name: "ask-guidance",
        set: |page, server| {
            ask(
                page,
                server,
                "late handovers to a neighbour on the same carrier, what should I change?",
            );
        },
    },
    Scene {
        name: "ask-refusal",
        set: |page, server| ask(page, server, "how do I bake sourdough bread?"),
    },
    Scene {
        name: "ask-empty-question",
        set: |page, server| {
            open(page, server, "/");
            page.paste_without_waiting("");
            let _said = page.wait_for_failure();
        },
    },
    Scene {
        name: "telemetry",
        set: |page, server| open(page, server, "/telemetry?range=1h"),
    },
    Scene {
        name: "settings",
        set: |page, server| open(page, server, "/settings"),
    },
];

/// What is asked before the pictures, so that history and telemetry have something in them.
const BEFORE: [&str; 6] = [
    "what does HO.IntraSys.TooLate count?",
    "how is DRB accessibility computed and what is missing?",
    "which Xn messages belong to a handover that was cancelled?",
    "range of timeToTrigger?",
    "how do I bake sourdough bread?",
    "range of a3-Offset?",
];

/// Takes all pictures. With `whole`, each shows the page to its foot.
///
/// # Errors
/// When a file cannot be written.
pub fn take(folder: &Path, whole: bool) -> io::Result<usize> {
    fs::create_dir_all(folder)?;
    let camera = Camera { folder, whole };
    let usual = camera.take_scenes(Options::default(), &SCENES)?;
    let denied = [Scene {
        name: "banner-not-saved",
        set: |page, server| {
            ask(page, server, "range of a3-Offset?");
            page.wait_for_banner("storage-denied");
        },
    }];
    Ok(usual
        + camera.take_scenes(
            Options {
                storage_denied: true,
            },
            &denied,
        )?)
}

fn open(page: Ask<'_>, server: &Server, path: &str) {
    page.go(server, path);
}

fn ask(page: Ask<'_>, server: &Server, question: &str) {
    page.go(server, "/");
    page.ask(question);
}

struct Camera<'a> {
    folder: &'a Path,
    whole: bool,
}

impl Camera<'_> {
    fn take_scenes(&self, options: Options, scenes: &[Scene]) -> io::Result<usize> {
        let profile = Profile::fresh();
        let server = Server::start(&built_app());
        let browser = Kind::Chromium.start(&profile, options);
        let page = Ask::open(&browser, &server);
        let cdp = Cdp::of(&browser);
        if !options.storage_denied {
            for question in BEFORE {
                page.ask(question);
                page.wait_until_saved();
            }
            page.say(Verdict::Worked);
            page.wait_until_offline_ready();
        }
        let mut count = 0;
        for scene in scenes {
            for scheme in SCHEMES {
                cdp.prefer(scheme);
                for (screen, width, height) in SCREENS {
                    cdp.set_screen(width, height);
                    (scene.set)(page, &server);
                    if self.whole {
                        cdp.set_screen(width, height.max(height_of(*page)));
                    }
                    settle(*page);
                    let name = format!("{}-{scheme}-{screen}.png", scene.name);
                    let picture = browser
                        .screenshot()
                        .map_err(|it| io::Error::other(it.message))?;
                    fs::write(self.folder.join(name), picture)?;
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
