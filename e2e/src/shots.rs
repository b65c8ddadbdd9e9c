//! Pictures of every page, in dark and light, for three widths.

use crate::{
    browser::{Kind, Options, Profile},
    cdp::Cdp,
    pages::{Ask, Memory, Shell, Verdict},
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
/// last five are shown.
const QUESTIONS: [&str; 9] = [
    "what does HO.IntraSys.TooLate count?",
    "how is DRB accessibility computed and what is missing?",
    "which Xn messages belong to a handover that was cancelled?",
    "range of timeToTrigger?",
    "how do I bake sourdough bread?",
    "late handovers to a neighbour on the same carrier, what should I change?",
    "range of a3-Offset?",
    "5 km cell, which zeroCorrelationZone?",
    "NR-MOB-001: late handovers, what should I change? relation north: NR.HO.IntraSys.TooLate = 45, \
    NR.TooLateShare = 80, NR.MroFailRate = 3.1, cell: a3-Offset = 3, timeToTrigger = 160",
];

/// Conversations, of which the last answer is shown.
const CONVERSATIONS: [[&str; 3]; 2] = [
    [
        "range of a3-Offset?",
        "and in LTE?",
        "which counter shows that?",
    ],
    [
        "late handovers to a neighbour on the same carrier, what should I change?",
        "which KPIs for that?",
        "and in LTE?",
    ],
];

/// Takes all pictures, or only those of one part: `pages`, `agents`, `memory` or `unsaved`. With `whole`, each
/// shows the page to its foot.
///
/// # Errors
/// When a file cannot be written.
pub fn take(folder: &Path, whole: bool, only: Option<&str>) -> io::Result<usize> {
    fs::create_dir_all(folder)?;
    let camera = Camera { folder, whole };
    let wanted = |part: &str| only.is_none_or(|only| only == part);
    let mut count = 0;
    if wanted("pages") {
        count += camera.take_pages()?;
    }
    if wanted("agents") {
        count += camera.take_agents()?;
    }
    if wanted("memory") {
        count += camera.take_memory()?;
    }
    if wanted("unsaved") {
        count += camera.take_unsaved()?;
    }
    Ok(count)
}

impl Camera<'_> {
    fn take_pages(&self) -> io::Result<usize> {
        self.take_scenes(Options::default(), |page| {
            let asked = |question: &str| {
                let response = page.ask(question);
                page.wait_until_saved();
                response
            };
            let begin = || {
                page.click("new-question");
                page.wait_for("try");
            };
            let conversations = CONVERSATIONS.map(|questions| {
                let [.., last] = questions.map(asked);
                begin();
                format!("/ask/{last}")
            });
            let responses = QUESTIONS.map(|question| {
                if page.response().is_some() {
                    begin();
                }
                asked(question)
            });
            page.say(Verdict::Worked);
            page.wait_until_offline_ready();
            let [.., refusal, guidance, fact, computed, advice] =
                responses.map(|response| format!("/ask/{response}"));
            let [conversation, trouble] = conversations;
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
                shown("computed", computed),
                shown("advice", advice),
                shown("refusal", refusal),
                shown("conversation", conversation),
                Scene {
                    name: "conversation-open",
                    address: trouble,
                    then: |page| page.click_on("[data-test=earlier-one] summary"),
                },
                shown("telemetry", "/telemetry?range=1h".to_owned()),
                shown("settings", "/settings".to_owned()),
                Scene {
                    name: "empty-question",
                    address: "/".to_owned(),
                    then: empty,
                },
            ]
        })
    }

    fn take_agents(&self) -> io::Result<usize> {
        self.take_scenes(Options::default(), |_| {
            let listed = |name, address: &str| Scene {
                name,
                address: address.to_owned(),
                then: |page| page.wait_for("agent"),
            };
            vec![
                listed("agents", "/agents"),
                listed("agents-found", "/agents?q=late+handover&technology=nr"),
                Scene {
                    name: "agents-none",
                    address: "/agents?q=zzzz".to_owned(),
                    then: |page| {
                        let said = || page.text("agents-remark").contains("No agent fits");
                        wait::until("that nobody fits", || said().then_some(()));
                    },
                },
                Scene {
                    name: "calculators",
                    address: "/calculators".to_owned(),
                    then: |page| page.wait_for("calculator-link"),
                },
                Scene {
                    name: "calculator",
                    address: "/calculators/nr_arfcn_to_freq?arfcn=632628".to_owned(),
                    then: |page| page.wait_for("calc-result"),
                },
                Scene {
                    name: "calculator-many",
                    address: "/calculators/nr_peak_rate?scs_khz=30&bandwidth_mhz=100&layers=4&modulation=8"
                        .to_owned(),
                    then: |page| page.wait_for("calc-outcome"),
                },
                Scene {
                    name: "calculator-illegal",
                    address: "/calculators/nr_arfcn_to_freq?arfcn=3300000".to_owned(),
                    then: |page| page.wait_for("calc-refused"),
                },
                Scene {
                    name: "agent",
                    address: "/agents/NR-MOB-001".to_owned(),
                    then: |page| page.wait_for("agent-page"),
                },
            ]
        })
    }

    fn take_memory(&self) -> io::Result<usize> {
        let empty = self.take_scenes(Options::default(), |_| {
            vec![Scene {
                name: "memory-empty",
                address: "/memory".to_owned(),
                then: |page| page.wait_for("memory-empty"),
            }]
        })?;
        Ok(empty + self.take_scenes(Options::default(), memory_scenes)?)
    }

    fn take_unsaved(&self) -> io::Result<usize> {
        let denied = Options {
            storage_denied: true,
        };
        self.take_scenes(denied, |_| {
            let ask = |page: Ask<'_>| {
                page.ask("range of a3-Offset?");
                page.wait_for_banner("storage-denied");
            };
            vec![Scene {
                name: "not-saved",
                address: "/".to_owned(),
                then: ask,
            }]
        })
    }
}

/// The memory with samples in it, one of which was followed often enough for a share.
fn memory_scenes(page: Ask<'_>) -> Vec<Scene> {
    let memory = Memory::at(*page);
    memory.follow("Memory");
    memory.click("add-sample");
    memory.wait_for("sample");
    memory.search(QUERY);
    memory.wait_for_first(FOLLOWED);
    memory.click_on(".memory-row");
    memory.wait_for_name(FOLLOWED);
    for (n, worked) in [1, 0, 1, 1, 1, 0, 1, 1, 1, 1].into_iter().enumerate() {
        let hook = ["outcome-did-not", "outcome-worked"][worked];
        memory.click(hook);
        wait::until("the outcome", || {
            memory
                .tile("worked")
                .ends_with(&format!("of {}", n + 2))
                .then_some(())
        });
    }
    let pattern = memory.pattern().unwrap_or_default();
    let query = "q=too+late+handover+to+one+neighbour&technology=nr";
    let shown = |name, address| Scene {
        name,
        address,
        then: |page| page.wait_for("pattern"),
    };
    let form = |page: Ask<'_>| {
        page.wait_for("add-pattern");
        page.click("add-pattern");
        page.wait_for("pattern-form");
    };
    let import = |page: Ask<'_>| {
        let memory = Memory::at(*page);
        memory.choose_file(&std::env::temp_dir(), FILE);
    };
    vec![
        shown("memory-list", "/memory".to_owned()),
        shown("memory-search", format!("/memory?{query}")),
        Scene {
            name: "memory-detail",
            address: format!("/memory/{pattern}?{query}"),
            then: |page| page.wait_for("chart-outcomes"),
        },
        Scene {
            name: "memory-form",
            address: "/memory".to_owned(),
            then: form,
        },
        Scene {
            name: "memory-import",
            address: "/memory".to_owned(),
            then: import,
        },
    ]
}

/// What is searched for in pictures of the memory, and what is found first.
const QUERY: &str = "too late handover to one neighbour";
const FOLLOWED: &str = "Shorten the wait on a one-sided pair";
/// A file with bad lines.
const FILE: &str = concat!(
    "{\"task_description\":\"Paging fails at the border of two areas\",\"task_category\":\"access\",\"strategy\":\"Widen the area list\",\"success_score\":0.8}\n",
    "{\"task_description\":\"Slow set-up at night\",\"task_category\":\"access\",\"strategy\":\"x\",\"success_score\":7}\n",
    "no json\n",
    "{\"task_description\":\"Uplink is noisy in the morning\",\"task_category\":\"interference\",\"strategy\":\"Look for a repeater\"}\n",
);

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
