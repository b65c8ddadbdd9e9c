//! Phrases out of the daily work on a radio network, in our own words. Every combination of a task, a
//! place, a sign and a strategy is a pattern.

/// What is wrong, and under what that is filed.
pub const TASKS: &[(&str, &str); 24] = &[
    (
        "mobility",
        "Handovers come too late and calls drop before the command arrives",
    ),
    (
        "mobility",
        "Handovers come too early and phones return to the cell they left",
    ),
    ("mobility", "Phones swing to and fro between two neighbours"),
    (
        "mobility",
        "Handovers are prepared for a cell that is not there any more",
    ),
    (
        "mobility",
        "Phones stay on the high band although they hardly hear it",
    ),
    (
        "load",
        "The cell is full in the evening while its neighbour is empty",
    ),
    (
        "load",
        "Balancing load sends phones away that come back at once",
    ),
    (
        "load",
        "Idle phones crowd on the carrier with the highest priority",
    ),
    (
        "coverage",
        "Phones far away hear the cell and cannot reach it",
    ),
    (
        "coverage",
        "The antenna is tilted so far down that a hole opens at the edge",
    ),
    ("coverage", "Signals fade indoors behind coated windows"),
    (
        "coverage",
        "An overshooting cell serves phones in the next valley",
    ),
    (
        "access",
        "Random access fails when many phones begin at the same moment",
    ),
    (
        "access",
        "Setup is refused although control channel elements are free",
    ),
    (
        "access",
        "Paging gets no answer from phones that sleep for long",
    ),
    (
        "access",
        "Preambles are detected where no phone has sent one",
    ),
    ("voice", "Speech breaks up while the uplink is at its limit"),
    (
        "voice",
        "Calls fall back to the older network for no visible reason",
    ),
    (
        "voice",
        "Silence is heard for a second after each change of cell",
    ),
    (
        "energy",
        "Carriers that sleep at night wake too late in the morning",
    ),
    ("energy", "Symbols stay lit although nobody is served"),
    (
        "throughput",
        "Downloads are slow although the signal is good",
    ),
    (
        "throughput",
        "The second carrier is added and removed again and again",
    ),
    ("throughput", "Retransmissions eat a third of the uplink"),
];

/// Where and when.
pub const PLACES: &[&str; 24] = &[
    "along the motorway",
    "on the ring road in the rush hour",
    "at the railway station",
    "on the fast train",
    "in the tunnel under the river",
    "in the harbour among the cranes",
    "on the hill above the lake",
    "in the narrow streets of the old town",
    "at the stadium during a match",
    "in the shopping centre on Saturdays",
    "at the airport between the gates",
    "in the business park at noon",
    "on the campus at the start of term",
    "in the hospital's lower floors",
    "in the village behind the forest",
    "at the fairground for a week each year",
    "on the ferry between the islands",
    "in the industrial estate at shift change",
    "near the border with the other country",
    "at the repeater of the ski lift",
    "in the new housing without neighbours defined",
    "where three sectors of one mast meet",
    "after the software was upgraded",
    "since the site was moved by a street",
];

/// What was tried.
pub const STRATEGIES: &[&str; 24] = &[
    "Lower the offset of event A3 by 1 dB and watch early returns for three days",
    "Raise the offset of event A3 by 1 dB and watch drops at the edge",
    "Shorten the time to trigger by one step and keep the hysteresis",
    "Lengthen the time to trigger by one step for slow phones alone",
    "Raise the hysteresis by 1 dB and keep offset and time to trigger",
    "Set the cell individual offset for this one neighbour and leave the others",
    "Add the missing neighbour and remove the two that are never used",
    "Give the threshold of event A2 3 dB more so that measuring begins sooner",
    "Lower the threshold of event A5 for the serving cell by 2 dB",
    "Tilt the antenna up by 1 degree and check the cells beyond",
    "Tilt the antenna down by 2 degrees and check indoor complaints",
    "Lower the reference signal's power by 1 dB in steps with a day between",
    "Raise the initial power of preambles by 2 dB and shorten the ramp",
    "Spread the occasions for random access over twice as many slots",
    "Choose another root sequence so that two neighbours do not share one",
    "Move idle phones by priority for ten minutes after release",
    "Begin balancing at 70 percent instead of 85 and stop at 60",
    "Reserve two more blocks for voice and let data wait",
    "Bundle four repetitions of the uplink for phones at the edge",
    "Wake the sleeping carrier at a lower load and let it sleep after an hour",
    "Let the second carrier stay for five seconds after its buffer is empty",
    "Begin with a more robust modulation and adapt more quickly",
    "Page by the last cell first and then by the whole area",
    "Put the parameter back and look for a fault in the transmission line",
];

/// What was seen of it.
pub const SIGNS: &[&str; 24] = &[
    "the counter of early returns doubles within a week",
    "one relation takes nine failures of ten",
    "customers near the park complain since Monday",
    "the timing advance shows phones beyond twelve kilometres",
    "noise in the uplink rises after sunset",
    "interference comes and goes every ten seconds",
    "only phones of one maker are concerned",
    "the channel quality report says nine while blocks fail",
    "the buffer of the slice for cameras overflows",
    "a radio unit reports high standing waves",
    "the clock source changed to holdover twice",
    "traces end with a release for radio link failure",
    "the scheduler leaves a fifth of the blocks unused",
    "power headroom is negative in most reports",
    "the rank stays at one although four antennas are active",
    "the transport link drops packets under load",
    "a neighbour has the same physical identity",
    "the map of served phones has two separate clouds",
    "measurement gaps are configured and never used",
    "the core rejects the session after the path switch",
    "inactive phones resume in another area than expected",
    "the beam with index five is never chosen",
    "licences for carrier aggregation ran out",
    "temperature alarms were seen at the same hours",
];
