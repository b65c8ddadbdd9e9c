//! Breaks in the conditions of rules and in what watches them.

use super::{BALANCE, Break, MOB, SLEEP, SPEED, guard, rule, watch, when};

pub const WHENS: &[Break] = &[
    ("prose", "early when: at character 15", |s| {
        when(s, MOB, "early", "retainability poor, short fades")
    }),
    ("a scope that is none", "unknown scope site", |s| {
        rule(s, MOB, "early").scope = "site".to_owned()
    }),
    (
        "an unknown KPI",
        "unknown KPI or counter NR.TooSlowShare",
        |s| when(s, MOB, "early", "NR.TooSlowShare > 60"),
    ),
    ("a KPI that the agent does not list", "is not listed", |s| {
        when(
            s,
            MOB,
            "early",
            "NR.RachAccessDelay > 60 and NR.MroFailRate > 1 or NR.PrbUtilDl@source > 1",
        )
    }),
    ("never true", "can never be true", |s| {
        when(s, SPEED, "gate", "NR.PrbUtilDl > 100")
    }),
    ("never false", "can never be false", |s| {
        when(s, SPEED, "gate", "NR.PrbUtilDl >= 0")
    }),
    (
        "something without data",
        "says something without data",
        |s| when(s, SPEED, "gate", "NR.PrbUtilDl > 70 or 1 > 2 or 2 > 1"),
    ),
    (
        "a cell counter at a relation",
        "not counted per relation",
        |s| when(s, BALANCE, "move", "NR.PrbUtilDl > 70"),
    ),
    ("the source of a cell", "no source or target", |s| {
        when(s, SPEED, "full", "NR.PrbUtilDl@source > 70")
    }),
    ("a histogram without that label", "has no label BinQ", |s| {
        when(
            s,
            SPEED,
            "gate",
            "share(NR.CARR.WBCQIDist, BinQ, 0..6) > 30 min 1000",
        )
    }),
    ("a histogram that is none", "no counter with bins", |s| {
        when(s, SPEED, "gate", "mean(NR.PrbUtilDl, BinX) > 30 min 1000")
    }),
    ("a histogram without a least sample", "need min", |s| {
        when(
            s,
            SPEED,
            "gate",
            "share(NR.CARR.WBCQIDist[BinZ=1], BinX, 0..6) > 30",
        )
    }),
    ("a KPI without that label", "has no label QCI", |s| {
        when(s, SPEED, "gate", "NR.DlUeThroughput[QCI=1] < 100")
    }),
    ("a label that the KPI has fixed", "fixed already", |s| {
        let kpi = s
            .kpis
            .iter()
            .find(|kpi| kpi.formula.contains("[5QI="))
            .expect("a KPI");
        let id = kpi.id.clone();
        when(s, SPEED, "gate", &format!("{id}[5QI=9] < 100"))
    }),
    ("a split KPI without its label", "has one value per", |s| {
        when(s, SPEED, "gate", "NR.MeanCqi < 5")
    }),
    (
        "count at a relation",
        "count belongs into a cell rule",
        |s| when(s, MOB, "early", "count(NR.MroFailRate > 1) >= 3"),
    ),
    (
        "count in a rule per node",
        "count belongs into a cell rule",
        |s| rule(s, MOB, "late-cell-sure").scope = "node".to_owned(),
    ),
    (
        "count inside count",
        "count belongs into a cell rule",
        |s| {
            when(
                s,
                MOB,
                "late-cell-sure",
                "count(count(NR.MroFailRate > 1) > 2) >= 3",
            )
        },
    ),
    ("sum inside count", "sum belongs into a cell rule", |s| {
        when(
            s,
            MOB,
            "late-cell-sure",
            "count(sum(NR.HO.IntraSys.TooLate) > 2) >= 3",
        )
    }),
    (
        "a cell figure inside count",
        "not counted per relation",
        |s| when(s, MOB, "late-cell-sure", "count(NR.RRC.ConnMean > 1) >= 3"),
    ),
    ("the sum of a KPI", "sum takes a counter", |s| {
        when(s, MOB, "late-cell-sure", "sum(NR.MroFailRate) >= 3")
    }),
    ("days of a baseline", "goes day by day", |s| {
        when(
            s,
            SPEED,
            "gate",
            "NR.DlUeThroughput vs baseline < -20% on 3 of 5 d",
        )
    }),
    ("more days than there are", "N of M days", |s| {
        when(s, SPEED, "full", "NR.PrbUtilDl > 80 over busy on 6 of 5 d")
    }),
    (
        "a least sample without a ratio",
        "min on a comparison without",
        |s| when(s, MOB, "early", "NR.HO.IntraSys.TooEarly >= 12 min 30"),
    ),
    (
        "a window without a figure",
        "window on a comparison without",
        |s| when(s, MOB, "early", "NR.MroFailRate > 1 and $cio > 0 over 48h"),
    ),
    ("an undeclared gap", "undeclared gap ?scg_success", |s| {
        when(s, "LTE-NSA-001", "few-legs", "?scg_success < 95")
    }),
    ("an unknown variable", "unknown variable nothing", |s| {
        when(s, MOB, "early", "NR.MroFailRate > $nothing")
    }),
];

pub const WATCHES: &[Break] = &[
    ("an unknown preset", "unknown preset handover", |s| {
        watch(s, MOB, "early").preset = "handover".to_owned()
    }),
    (
        "a change of the whole cell without its guard",
        "guard @source",
        |s| {
            watch(s, MOB, "early").preset = "access".to_owned();
            guard(s, "NR.MroFailRate > +0.2");
        },
    ),
    (
        "a change of the way back without its guard",
        "guard @target",
        |s| {
            let watch = watch(s, BALANCE, "move");
            watch.preset = "access".to_owned();
            watch.guard = vec!["NR.DlUeThroughput@source < -5%".to_owned()];
        },
    ),
    ("no guard at all", "watch: no guard", |s| {
        let watch = watch(s, MOB, "early");
        watch.preset = "access".to_owned();
        watch.guard.clear();
    }),
    (
        "a gain that is a loss",
        "wrong direction for NR.MroFailRate",
        |s| watch(s, MOB, "early").improve = "NR.MroFailRate > +10%".to_owned(),
    ),
    (
        "a guard against a gain",
        "wrong direction for NR.MroFailRate",
        |s| guard(s, "NR.MroFailRate < -10%"),
    ),
    (
        "a gain of what is neither good nor bad",
        "no direction is better",
        |s| {
            let info = |kpi: &&protocol::catalogue::Kpi| {
                kpi.better == protocol::catalogue::Better::Info && kpi.split_by.is_none()
            };
            let id = s.kpis.iter().find(info).expect("a KPI").id.clone();
            watch(s, SLEEP, "flapping").improve = format!("{id} > +10%");
        },
    ),
    (
        "a sign against the relation",
        "sign and direction differ",
        |s| guard(s, "NR.HO.IntraSys.TooLate > -50%"),
    ),
    (
        "a change by exactly so much",
        "sign and direction differ",
        |s| guard(s, "NR.HO.IntraSys.TooLate == -50%"),
    ),
    ("a share of failures", "a share of failures misleads", |s| {
        guard(s, "NR.TooLateShare > +10")
    }),
    ("a fixed number", "a change needs a sign", |s| {
        guard(s, "NR.MroFailRate > 2")
    }),
    (
        "a number of relations alone",
        "no comparison with the baseline",
        |s| guard(s, "count(all) > 2"),
    ),
    ("one or the other", "no comparison with the baseline", |s| {
        guard(s, "NR.MroFailRate > +2 or NR.HO.IntraSys.TooLate > +2")
    }),
    (
        "an unknown figure",
        "unknown KPI or counter NR.Nothing",
        |s| guard(s, "NR.Nothing > +2"),
    ),
    ("a sum of what is no counter", "sum takes a counter", |s| {
        watch(s, MOB, "late-cell-sure").guard = vec!["sum(NR.MroFailRate) > +2".to_owned()]
    }),
    ("no time", "window and least sample are positive", |s| {
        watch(s, MOB, "early").window_h = Some(0)
    }),
    (
        "a preset with a bad guard",
        "a share of failures misleads",
        |s| s.presets[0].cell.push("NR.TooLateShare > +10".to_owned()),
    ),
];
