//! A small world of cells in trouble: ten kinds of trouble, ten changes, one of which helps with each.
//!
//! Every kind is told in words: in some while learning, in others when it is asked. The two share no
//! sentence, and the cells are others.

use engine::memory::learning::judge;
use protocol::learning::Judgement;
use protocol::learning::{Action, Better, JudgeRequest, Kpi, Measured, Step, Trajectory};

use crate::random::Random;

/// Handovers that are counted before and after a change.
const TRIALS: u64 = 800;
/// What the right change leaves of the failures, and what a harmful one makes of them.
const HELPS: f64 = 0.45;
const HARMS: f64 = 1.7;
/// A change that breaks the guard gains this, and makes the guard so much worse.
const TEMPTS: f64 = 0.6;
const BREAKS: f64 = 2.2;
/// Share of handovers that come straight back, which must not rise.
const RETURNS: f64 = 0.05;

/// A kind of trouble.
pub struct Situation {
    /// In the words of those who learnt.
    pub told: [&'static str; 4],
    /// In the words of those who ask.
    pub asked: [&'static str; 4],
    /// The change that helps.
    pub best: usize,
    /// Changes that make it worse.
    pub harmful: &'static [usize],
    /// Changes that help and break the guard.
    pub tempting: &'static [usize],
}

/// The changes: parameter, old, new, unit.
pub const ACTIONS: [(&str, &str, &str, &str); 10] = [
    ("time-to-trigger", "320", "80", "ms"),
    ("time-to-trigger", "320", "640", "ms"),
    ("hysteresis", "2", "5", "dB"),
    ("hysteresis", "2", "0", "dB"),
    ("cell individual offset", "0", "4", "dB"),
    ("cell individual offset", "0", "-4", "dB"),
    ("electrical tilt", "4", "8", "degrees"),
    ("electrical tilt", "4", "1", "degrees"),
    ("neighbour relation", "missing", "added", ""),
    ("physical cell identity", "shared", "unique", ""),
];

/// What happened when a change was tried.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Truth {
    /// It is what helps.
    Helps,
    /// It does nothing.
    Idle,
    /// It does harm, openly or by the guard.
    Harms,
}

impl Situation {
    /// What a change really does here.
    pub fn truth(&self, action: usize) -> Truth {
        match action {
            _ if action == self.best => Truth::Helps,
            _ if self.harmful.contains(&action) || self.tempting.contains(&action) => Truth::Harms,
            _ => Truth::Idle,
        }
    }

    /// Tries a change and judges it by what was counted.
    pub fn tries(&self, action: usize, random: &mut Random) -> Judgement {
        let base = 0.06 + 0.04 * random.unit();
        let (factor, returns) = match self.truth(action) {
            Truth::Helps => (HELPS, 1.0),
            Truth::Idle => (1.0, 1.0),
            Truth::Harms if self.tempting.contains(&action) => (TEMPTS, BREAKS),
            Truth::Harms => (HARMS, 1.0),
        };
        let mut count = |share: f64| Measured::Share {
            events: random.events(TRIALS, share),
            trials: TRIALS,
        };
        let mut kpi = |name: &str, guard, before: f64, after: f64| Kpi {
            name: name.into(),
            unit: String::new(),
            better: Better::Lower,
            before: count(before),
            after: count(after),
            least_n: 30,
            margin_micro: 0,
            guard,
            weight_micro: 1_000_000,
        };
        let goal = kpi("Failure rate", false, base, base * factor);
        let guard = kpi("Return rate", true, RETURNS, RETURNS * returns);
        judge(&JudgeRequest {
            verdict: None,
            applied: true,
            kpis: vec![goal, guard],
        })
    }
}

/// One try as it is told.
pub fn trajectory(id: String, task: &str, state: &str, action: usize) -> Trajectory {
    let (parameter, old, new, unit) = ACTIONS[action];
    Trajectory {
        id,
        task: task.into(),
        category: "mobility".into(),
        technology: None,
        steps: vec![Step {
            state: state.into(),
            action: Action {
                parameter: parameter.into(),
                old: Some(old.into()),
                new: new.into(),
                unit: unit.into(),
            },
            effect: String::new(),
            judgement: None,
        }],
        evidence: Vec::new(),
    }
}

/// The kinds of trouble.
pub const SITUATIONS: [Situation; 10] = [
    Situation {
        told: [
            "Fast trains lose the radio link before the handover command reaches them",
            "On the high-speed line, handovers start too late and calls drop",
            "Express trains run out of the serving cell while the report is still pending",
            "Radio link failures of fast users because the handover is triggered too late",
        ],
        asked: [
            "Railway passengers are cut off since the handover comes after the link is already lost",
            "Calls of cars at 130 km/h drop before the handover, which is started too slowly",
            "At speed the phones are moved over only when the old cell is gone",
            "Late mobility on a rail corridor, link dies first and the command follows",
        ],
        best: 0,
        harmful: &[1, 2],
        tempting: &[],
    },
    Situation {
        told: [
            "Pedestrians on the market square ping-pong between two cells of equal strength",
            "Phones hand over back and forth between neighbours although nobody moves much",
            "Ping-pong handovers between two sectors in the shopping street",
            "Users at the border of two equally strong cells bounce from one to the other",
        ],
        asked: [
            "Walking users in the old town keep flipping to and fro between a pair of sectors",
            "Many repeated handovers, A to B and at once B to A again, at low speed",
            "Sitting in the cafe the phone toggles between both sites all the time",
            "Oscillating mobility where two signals are about as good as each other",
        ],
        best: 2,
        harmful: &[4],
        tempting: &[3, 0],
    },
    Situation {
        told: [
            "Phones hand over too early to a cell that is strong only for a moment at the street corner",
            "Short peaks of a neighbour trigger premature handovers and the link fails in the target",
            "Handover to a cell seen briefly through a gap between houses, then return to the source",
            "Too early handovers: failure in the target cell right after the change",
        ],
        asked: [
            "At a junction, devices change to a cell whose signal vanishes a second later",
            "Users change prematurely because of a brief spike of the target and drop there",
            "A beam shines between buildings for an instant and everybody falls for it",
            "Reestablishment in the old cell shortly after each hasty handover",
        ],
        best: 1,
        harmful: &[0],
        tempting: &[5],
    },
    Situation {
        told: [
            "The stadium cell is overloaded while its neighbour is almost idle",
            "One cell carries all the traffic of the event, the cell beside it is empty",
            "Load is not balanced: the neighbour of the busy cell has free capacity",
            "Congestion in a cell next to one with spare resource blocks",
        ],
        asked: [
            "During the concert one sector is congested and the adjacent one has hardly any load",
            "How to offload a crowded cell to a neighbour with free resources",
            "Blocks are exhausted here, yet the adjacent cell sits unused",
            "Uneven distribution of users, a hot spot and a bored neighbour",
        ],
        best: 4,
        harmful: &[5, 6],
        tempting: &[],
    },
    Situation {
        told: [
            "The cell on the hill overshoots and serves users far beyond its neighbours",
            "Overshooting coverage: samples from twelve kilometres away in a city cell",
            "A high site reaches distant villages and interferes with the cells there",
            "Timing advance shows users far outside of the planned area of the cell",
        ],
        asked: [
            "Site on the mountain covers areas across the valley that belong to others",
            "Remote devices camp on a tall site, far past the next ring of cells",
            "Island of coverage miles off, belonging to a downtown antenna",
            "Signal spills far too far and pollutes other areas",
        ],
        best: 6,
        harmful: &[7, 4],
        tempting: &[],
    },
    Situation {
        told: [
            "Weak coverage at the edge of the cell, houses there have no service",
            "A coverage hole between two sites where the signal is too low",
            "Users at the cell edge have poor signal and drop indoors",
            "The outskirts of the village are not covered well enough",
        ],
        asked: [
            "Farms at the far end of the cell have too little signal",
            "Dead spot halfway between the sites, no coverage and calls cannot be set up",
            "Residents at the rim complain of poor reception in their homes",
            "RSRP too small at the boundary of the served area",
        ],
        best: 7,
        harmful: &[6, 5],
        tempting: &[],
    },
    Situation {
        told: [
            "The strongest cell is not in the neighbour list, so no handover to it is possible",
            "Missing neighbour: phones report an unknown cell and then drop",
            "After a new site went on air its neighbours do not know it and calls drop near it",
            "Measurement reports name a cell for which no relation is defined",
        ],
        asked: [
            "UEs keep reporting a PCI that is in no neighbour relation, no handover follows",
            "The newly built site is never a handover target of the cells around it",
            "Nobody configured the adjacency, so devices drag the old signal until it breaks",
            "A better server is visible, yet it is absent from the list of adjacent cells",
        ],
        best: 8,
        harmful: &[5],
        tempting: &[0],
    },
    Situation {
        told: [
            "Two cells near each other share one physical cell identity and handovers go to the wrong one",
            "PCI confusion: the target is prepared in another cell with the same identity",
            "PCI collision between two sectors that overlap",
            "Handover preparation succeeds but the phone never arrives, the identity is used twice",
        ],
        asked: [
            "Same PCI reused too close by, the wrong target cell gets prepared",
            "Duplicate physical identities nearby send users to a cell they cannot reach",
            "Ambiguous identity of two sites, mobility fails towards one of them",
            "Twin codes in one district mix up the destination",
        ],
        best: 9,
        harmful: &[4],
        tempting: &[8],
    },
    Situation {
        told: [
            "The small cell in the mall attracts more users than it can serve",
            "A pico cell is congested because it pulls in users from the macro layer",
            "Too much traffic is drawn into the low-power cell and its throughput collapses",
            "The hot-spot cell takes over users that the macro cell would serve better",
        ],
        asked: [
            "Indoor small cell is overloaded by users whom the macro could easily keep",
            "Femto grabs passers-by and everything inside slows down",
            "How to push traffic from the pico back to the macro cell",
            "Greedy micro site, its capacity is used up while the wide-area layer is free",
        ],
        best: 5,
        harmful: &[4],
        tempting: &[2],
    },
    Situation {
        told: [
            "Standing users stay on a weak cell although a slightly better one is there",
            "Phones remain in the poorer cell because the neighbour is never enough stronger",
            "Users do not move to the better cell: the advantage that is demanded is too great",
            "Sticky cell: the change to the neighbour that is 3 dB better does not happen",
        ],
        asked: [
            "Devices cling to a poor cell even with a better neighbour in sight",
            "No handover triggers as the neighbour is only a little stronger",
            "Stationary clients hang on to a bad signal, the good one is ignored",
            "Reluctant mobility, the threshold of gain is set too demanding",
        ],
        best: 3,
        harmful: &[2],
        tempting: &[1],
    },
];
